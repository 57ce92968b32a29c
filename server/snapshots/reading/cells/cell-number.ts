import { currenciesOfSymbol } from '../../../datasets/currency.ts'
import type { Column } from '../../../datasets/dataset.ts'
import type { RangeCheck } from './range-check.ts'
import { cellText, numberText } from './raw-cell.ts'
import type { RowContext } from './row-context.ts'
import { type DecimalMark, scaledNumber, type WrittenNumber, writtenNumber } from './written-number.ts'

/** The number in the cell; numbers of a spreadsheet always have a point. Reports and gives null where there is none. */
export function cellNumber(
  cell: string | number | boolean,
  mark: DecimalMark,
  column: Column,
  context: RowContext,
): WrittenNumber | null {
  const number =
    typeof cell === 'number'
      ? writtenNumber(numberText(cell), '.')
      : typeof cell === 'string'
        ? writtenNumber(cell, mark)
        : null
  if (number) return number
  return context.report(
    'ERROR',
    'NOT_A_NUMBER',
    column.name,
    cell,
    `${column.title}: "${cellText(cell).slice(0, 60)}" is not a number; write it like ${mark === '.' ? '1234.50' : '1234,50'}, as the column does`,
  )
}

/** Whether the currency beside an amount is the row's; reports where it is not, or is none. */
export function agreesWithCurrency(
  number: WrittenNumber,
  cell: string | number | boolean,
  column: Column,
  context: RowContext,
): boolean {
  if (number.currency === null) return true
  const meant = currenciesOfSymbol(number.currency, context.currency)
  if (meant?.includes(context.currency)) return true
  if (meant === null)
    context.report(
      'ERROR',
      'NOT_A_NUMBER',
      column.name,
      cell,
      `${column.title}: "${number.currency}" is neither a currency nor part of a number; leave it out`,
    )
  else
    context.report(
      'ERROR',
      'CURRENCY_CONFLICT',
      column.name,
      cell,
      `${column.title}: the amount is in ${meant[0]}, but the row is in ${context.currency}${context.currencyFrom === 'BASE' ? ', the base currency' : ''}; make them agree`,
      context.currencyFrom === 'BASE' ? null : context.currency,
    )
  return false
}

/** Whether the number is no percentage; reports where it is one. */
export const noPercent = (
  number: WrittenNumber,
  cell: string | number | boolean,
  column: Column,
  context: RowContext,
): boolean => {
  if (!number.percent) return true
  context.report(
    'ERROR',
    'NOT_A_NUMBER',
    column.name,
    cell,
    `${column.title}: a percentage is not expected here; write the amount itself`,
  )
  return false
}

/** Rounds to the places that are kept, with a warning where something is lost, and checks the range. */
export function keptNumber(
  number: WrittenNumber,
  places: number,
  cell: string | number | boolean,
  column: Column,
  context: RowContext,
  inRange: RangeCheck,
): number | null {
  const { value, exact } = scaledNumber(number, places)
  const kept = inRange(value, cell, context)
  if (kept !== null && !exact)
    context.report(
      'WARNING',
      'ROUNDED',
      column.name,
      cell,
      `${column.title}: more than ${places} decimal places; it is read as ${(value / 10 ** places).toFixed(places)}`,
      (value / 10 ** places).toFixed(places),
    )
  return kept
}
