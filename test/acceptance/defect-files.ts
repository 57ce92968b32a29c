import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expectedDefects } from './expected-defects.ts'

export const defectFile = (dataset: string): string =>
  readFileSync(new URL(`../fixtures/defects/${dataset}.csv`, import.meta.url), 'utf8')

/** The same sheet once somebody has mended the cells that were wrong. */
export function mendedFile(dataset: string): string {
  const [header = [], ...rows]: string[][] = parse(defectFile(dataset))
  const mended = rows.map((cells, index) =>
    cells.map((cell, column) => expectedDefects[dataset]?.mended[index + 2]?.[header[column]!] ?? cell),
  )
  return [header, ...mended].map(row => row.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')
}
