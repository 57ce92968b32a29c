import type { CorrectedRow } from '../../api/operations/upload.gen.ts'
import type { Cells, CellValue } from '../../workbook/workbook.ts'
import { isoDay } from '../iso-day.ts'
import type { DatasetInfo } from './dataset-info.ts'
import type { UploadReport } from './upload-outcome.ts'

/** Rows of an accepted upload that were rejected, and the sheet as it was sent. */
export interface RejectedRows {
  readonly headings: UploadReport['headings']
  /** Row of the sheet to the version that rejected it last. */
  readonly rows: ReadonlyMap<number, string>
  readonly sent: Cells
}

/** What an accepted upload left behind; null: nothing, or more than the report lists. */
export function rejectedRows(report: UploadReport, sent: Cells): RejectedRows | null {
  const rows = new Map(errorsOf(report).map(({ row }) => [row, report.id]))
  if (rows.size === 0 || rows.size !== report.rejectedCount) return null
  return { headings: report.headings, rows, sent }
}

/**
 * What is left after mended rows were stored: those that were not touched or could not be taken, and those that the new
 * versions rejected. `sent` keeps what the server knows of each row, so that the next correction says all that differs.
 */
export function stillRejected(
  rejected: RejectedRows,
  stored: readonly { readonly correction: Correction; readonly report: UploadReport }[],
  now: Cells,
): RejectedRows | null {
  const known = new Set(stored.flatMap(({ correction }) => correction.rows.map(({ row }) => row)))
  const rows = new Map([...rejected.rows].filter(([row]) => !known.has(row)))
  for (const { report } of stored) for (const { row } of errorsOf(report)) rows.set(row, report.id)
  if (rows.size === 0) return null
  const before = rejected.sent.rows
  const sentRows = now.rows.map((row, at) => (known.has(now.rowNumbers[at] ?? 0) ? row : (before[at] ?? row)))
  return { ...rejected, rows, sent: { ...now, rows: sentRows } }
}

const errorsOf = ({ found }: UploadReport) => found.nodes.filter(({ severity }) => severity === 'ERROR')

/** Mended rows of one version. */
export interface Correction {
  readonly snapshot: string
  readonly rows: readonly CorrectedRow[]
}

/**
 * The rejected rows that a person has changed since, as corrections: only the cells that differ. Null where more than
 * that has changed (other rows, headings, rows moved): then the whole sheet is to be sent again.
 */
export function mendedRows(rejected: RejectedRows, now: Cells, dataset: DatasetInfo): readonly Correction[] | null {
  const { sent, headings, rows } = rejected
  if (now.header.join('\n') !== sent.header.join('\n') || now.rows.length !== sent.rows.length) return null
  const mended = new Map<string, CorrectedRow[]>()
  for (const [at, row] of now.rows.entries()) {
    const number = sent.rowNumbers[at] ?? 0
    const before = sent.rows[at] ?? []
    const changed = headings.flatMap((_, index) => ((row[index] ?? null) === (before[index] ?? null) ? [] : [index]))
    if (now.rowNumbers[at] !== number) return null
    if (changed.length === 0) continue
    const snapshot = rows.get(number)
    if (snapshot === undefined) return null
    const correction = { row: number, cells: changed.map(index => cellOf(index, row)) }
    mended.set(snapshot, [...(mended.get(snapshot) ?? []), correction])
  }
  return [...mended].map(([snapshot, corrected]) => ({ snapshot, rows: corrected }))

  function cellOf(index: number, row: readonly CellValue[]) {
    const { heading = '', column = null } = headings[index] ?? {}
    const type = dataset.columns.find(({ name }) => name === column)?.type ?? 'text'
    return { heading, value: cellText(row[index] ?? null, type) }
  }
}

/** As it would be typed: a date is written so that no order of day and month is left to guess. */
function cellText(value: CellValue, type: string): string {
  if (value === null) return ''
  return typeof value === 'number' && type === 'date' ? isoDay(value) : String(value)
}
