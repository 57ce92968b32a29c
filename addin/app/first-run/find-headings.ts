import type { CellValue } from '../../workbook/workbook.ts'
import type { DatasetInfo } from '../upload/dataset-info.ts'
import { type Recognition, recogniseDataset } from '../upload/recognise-dataset.ts'

/** Titles above the headings take a few lines at most. */
const LINES_LOOKED_AT = 15

export interface FoundHeadings {
  /** The line with the headings, from 0. */
  readonly row: number
  readonly recognition: Recognition
}

/** Finds the line of a sheet that some dataset's headings fit best, and which dataset that is. */
export function findHeadings(rows: readonly (readonly CellValue[])[], datasets: readonly DatasetInfo[]): FoundHeadings {
  const found = rows.slice(0, LINES_LOOKED_AT).map((cells, row): FoundHeadings => {
    const words = cells.map(cell => (typeof cell === 'string' ? cell : ''))
    return { row, recognition: recogniseDataset(words, datasets) }
  })
  // A title such as "Time entries" may be a heading too: of a whole line of headings more fit.
  const weight = ({ row, recognition }: FoundHeadings) =>
    (recognition.candidates[0]?.score ?? 0) * Math.min(4, filled(rows[row] ?? []))
  found.sort((a, b) => weight(b) - weight(a) || a.row - b.row)
  return found[0] ?? { row: 0, recognition: recogniseDataset([], datasets) }
}

const filled = (cells: readonly CellValue[]): number => cells.filter(cell => cell !== null && cell !== '').length
