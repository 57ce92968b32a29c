import type { Cells, CellValue } from '../../workbook/workbook.ts'
import type { UploadOptions } from './upload-options.ts'

/**
 * A sheet too large for a request, as a CSV file for the streaming route. That route takes no mapping, so headings,
 * words and names of clients are written as they were said to mean. One line a row: the row of an issue in the file
 * is the place in the sheet (`sheetRow`). What cannot be said in a CSV is a reason to refuse (`csvObstacle`).
 */
export function csvFile(cells: Cells, options: UploadOptions): Blob {
  const words = cells.header.map(heading => options.mapping.find(entry => entry.heading === heading)?.values ?? null)
  const clients = new Map(options.references.map(({ name, client }) => [name, client]))
  const parts: string[] = [line(cells.header.map(heading => mappedHeading(heading, options)))]
  for (const row of cells.rows)
    parts.push(line(cells.header.map((_, at) => meant(row[at] ?? null, words[at] ?? null, clients))))
  return new Blob(parts, { type: 'text/csv' })
}

/** Why this cannot go as a CSV file; null: it can. */
export function csvObstacle({ mapping, references }: UploadOptions): string | null {
  if (mapping.some(({ dateOrder, decimalMark }) => dateOrder || decimalMark))
    return 'the order of dates or the decimal mark was chosen by hand: write the cells as real dates and numbers'
  if (references.some(({ client }) => client.includes('\n'))) return 'a client has a line break in its name'
  return null
}

/** The row of the sheet that an issue's row in the file means. */
export const sheetRow = (cells: Cells, fileRow: number): number =>
  fileRow < 2 ? fileRow : (cells.rowNumbers[fileRow - 2] ?? fileRow)

function mappedHeading(heading: string, { mapping }: UploadOptions): string {
  const said = mapping.find(entry => entry.heading === heading)
  if (!said) return heading
  return said.column ?? `(left out) ${heading}`
}

function meant(
  value: CellValue,
  words: Readonly<Record<string, unknown>> | null,
  clients: ReadonlyMap<string, string>,
): CellValue {
  if (typeof value !== 'string') return value
  const word = words?.[value.trim()]
  return typeof word === 'string' ? word : (clients.get(value) ?? value)
}

const line = (values: readonly CellValue[]): string => `${values.map(field).join(',')}\r\n`

function field(value: CellValue): string {
  const text = value === null ? '' : String(value).replaceAll(/[\r\n]+/g, ' ')
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
