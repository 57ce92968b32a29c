import type { Dataset } from '../../../datasets/dataset.ts'
import { cellText, isBlank, type RawCell } from '../cells/raw-cell.ts'
import type { ColumnMapping } from '../sheet.ts'
import { columnMatches } from './column-matches.ts'
import { headingKey } from './heading-key.ts'

/** The heading stands in one of the first rows; above it there may be titles. */
export const HEADING_ROWS = 20

export interface HeadingRow {
  /** Its place among the records given. */
  readonly index: number
  /** How many of the dataset's columns its cells name. */
  readonly score: number
  /** Whether it names every column the sheet must have. */
  readonly complete: boolean
}

/** The columns that a row's cells name, were it the heading. */
function namedColumns(
  record: readonly RawCell[],
  dataset: Dataset,
  mapping: readonly ColumnMapping[],
): ReadonlySet<string> {
  const matches = columnMatches(dataset)
  const mapped = new Map(mapping.map(entry => [headingKey(entry.heading), entry.column]))
  const named = new Set<string>()
  for (const cell of record) {
    if (typeof cell !== 'string' || cell === '' || cell.length > 200) continue
    const key = headingKey(cell)
    const column = mapped.get(key) ?? matches.get(key)?.[0]?.column
    if (column) named.add(column)
  }
  return named
}

/** The row that names most columns, the first of equals; where none names any, the first that is not blank. */
export function headingRow(
  records: readonly (readonly RawCell[])[],
  dataset: Dataset,
  mapping: readonly ColumnMapping[],
): HeadingRow | null {
  const required = dataset.columns.filter(column => column.required !== undefined).map(column => column.name)
  let best: HeadingRow | null = null
  for (const [index, record] of records.entries()) {
    if (record.every(isBlank)) continue
    const named = namedColumns(record, dataset, mapping)
    if (best === null || named.size > best.score)
      best = { index, score: named.size, complete: required.every(name => named.has(name)) }
  }
  return best
}

/** "A", "B", …, "Z", "AA": the letters of a spreadsheet's column, counted from 0. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

/** What a column without a heading is called. */
export const unnamedHeading = (index: number): string => `Column ${columnLetters(index)}`

/** Characters of a cell that are looked at for a heading. */
const MAX_READ = 10_000

/** No database and no page takes a NUL. */
const shownHeading = (text: string): string =>
  text.replaceAll('\0', '\u2400').replace(/\s+/g, ' ').trim().slice(0, 200).toWellFormed()

/** The headings as they are shown and mapped: trimmed, blank ones by their letter, repeated ones told apart ("Notes (2)"). */
export function headingTexts(record: readonly RawCell[]): string[] {
  const used = new Set<string>()
  const seen = new Map<string, number>()
  return record.map((cell, index) => {
    const text = shownHeading(cellText(cell).slice(0, MAX_READ)) || unnamedHeading(index)
    let times = seen.get(text) ?? 0
    let heading = text
    do heading = ++times === 1 ? text : `${text} (${times})`
    while (used.has(heading))
    seen.set(text, times)
    used.add(heading)
    return heading
  })
}

/** The place after the last cell that is not blank. */
export function filledWidth(record: readonly RawCell[], atLeast = 0): number {
  let width = Math.max(record.length, atLeast)
  while (width > atLeast && isBlank(record[width - 1])) width--
  return width
}
