import type { SavedQueryTableQuery } from '../../api/operations/formulas.gen.ts'
import { PENDING, WITHHELD } from './cell-number.ts'
import { monthOfText, serialOfMonth } from './excel-month.ts'
import { cellOf, MOST_ROWS, type Spill, spill, tooManyRows } from './spill.ts'

/** The rows to ask for: one more than a formula shows tells that there are too many. */
export const ROWS_ASKED = MOST_ROWS + 1

/** A saved query as a formula shows it: headings, then rows; months are dates of Excel, for formats of its own. */
export function tableSpill({ columns, flatRows, rows, totalCount }: SavedQueryTableQuery['runSavedQuery']): Spill {
  if (flatRows.length > MOST_ROWS) throw tooManyRows(totalCount, 'The query')
  const metrics = columns.filter(({ kind }) => kind === 'METRIC')
  const body = flatRows.map((row, index) =>
    columns.map(column => {
      const value = row[column.key]
      const month = column.key === 'month' && typeof value === 'string' ? monthOfText(value) : null
      if (month !== null) return serialOfMonth(month)
      if ((value ?? null) !== null || column.kind !== 'METRIC') return cellOf(value)
      const status = rows[index]?.values[metrics.indexOf(column)]?.status
      return status === 'PENDING_REVIEW' ? PENDING : status === 'REJECTED' ? WITHHELD : ''
    }),
  )
  return spill([columns.map(({ label }) => label), ...body], 'The query')
}
