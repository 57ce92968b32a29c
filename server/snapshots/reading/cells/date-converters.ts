import { monthOfDay } from '../../../analytics/calendar.ts'
import type { Column } from '../../../datasets/dataset.ts'
import type { ColumnFormat } from '../reading-plan.ts'
import { cellText } from './raw-cell.ts'
import type { CellConverter, RowContext } from './row-context.ts'
import { type DateOrder, dayOfSerial, writtenDay, writtenMonth } from './written-date.ts'

const MAX_LENGTH = 64

function cellDay(cell: string | number | boolean, order: DateOrder | null): ReturnType<typeof writtenDay> {
  if (typeof cell === 'number') {
    const serial = dayOfSerial(cell)
    return serial ?? (Number.isSafeInteger(cell) ? writtenDay(String(cell), order) : null)
  }
  return typeof cell === 'string' && cell.length <= MAX_LENGTH ? writtenDay(cell, order) : null
}

function reported(
  found: 'NO_SUCH_DAY' | 'EITHER' | null,
  cell: string | number | boolean,
  column: Column,
  context: RowContext,
): null {
  const text = cellText(cell).slice(0, MAX_LENGTH)
  const example = column.type.kind === 'month' ? '2026-03' : '2026-03-14'
  if (found === 'NO_SUCH_DAY')
    return context.report(
      'ERROR',
      'NO_SUCH_DAY',
      column.name,
      cell,
      `${column.title}: "${text}" is not a day of the calendar, read as the column's dates are; check it or write it like ${example}`,
    )
  if (found === 'EITHER')
    return context.report(
      'ERROR',
      'AMBIGUOUS_DATE',
      column.name,
      cell,
      `${column.title}: "${text}" may have the day or the month first, and the column does not tell; write it like ${example}, or say the order`,
    )
  return context.report(
    'ERROR',
    'NOT_A_DATE',
    column.name,
    cell,
    `${column.title}: "${text}" is not a date; write it like ${example}`,
  )
}

/** Days since 1970. */
export function dateConverter(column: Column, format: ColumnFormat): CellConverter {
  const order = format.dateOrder
  return (cell, context) => {
    const day = cellDay(cell, order)
    return typeof day === 'number' ? day : reported(day, cell, column, context)
  }
}

/** year × 12 + (month − 1), from a month or from any day in it. */
export function monthConverter(column: Column, format: ColumnFormat): CellConverter {
  const order = format.dateOrder
  return (cell, context) => {
    const month = typeof cell === 'boolean' || cellText(cell).length > MAX_LENGTH ? null : writtenMonth(cellText(cell))
    if (month !== null) return month
    const day = cellDay(cell, order)
    return typeof day === 'number' ? monthOfDay(day) : reported(day, cell, column, context)
  }
}
