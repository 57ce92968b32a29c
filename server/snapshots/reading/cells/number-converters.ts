import { currenciesOfSymbol } from '../../../datasets/currency.ts'
import type { Column } from '../../../datasets/dataset.ts'
import type { ColumnFormat } from '../reading-plan.ts'
import { type RangeCheck, rangeCheck } from './range-check.ts'
import { cellText, numberText } from './raw-cell.ts'
import type { CellConverter, RowContext } from './row-context.ts'
import { type DecimalMark, decimalText, scaledNumber, type WrittenNumber, writtenNumber } from './written-number.ts'

/** "-1234.5" × 10^places without a pattern: most numbers of most sheets. NaN: anything else. */
export function plainScaled(text: string, places: number): number {
  const length = text.length
  if (length > 15) return Number.NaN
  const start = text.charCodeAt(0) === 45 ? 1 : 0
  let [value, point, digits] = [0, -1, 0]
  for (let at = start; at < length; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit
      digits++
    } else if (digit === -2 && point < 0) point = at
    else return Number.NaN
  }
  const fraction = point < 0 ? 0 : length - point - 1
  if (digits === 0 || fraction > places || (point >= 0 && fraction === 0)) return Number.NaN
  for (let place = fraction; place < places; place++) value *= 10
  return start === 1 && value !== 0 ? -value : value
}

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

const noPercent = (
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

export function moneyConverter(column: Column, format: ColumnFormat): CellConverter {
  const inRange = rangeCheck(column, context => 10 ** context.minorDigits)
  const mark = format.decimalMark
  return (cell, context) => {
    if (typeof cell === 'string' && mark === '.') {
      const plain = plainScaled(cell, context.minorDigits)
      if (!Number.isNaN(plain)) return inRange(plain, cell, context)
    }
    const number = cellNumber(cell, mark, column, context)
    if (!number || !noPercent(number, cell, column, context) || !agreesWithCurrency(number, cell, column, context))
      return null
    return keptNumber(number, context.minorDigits, cell, column, context, inRange)
  }
}

export function countConverter(column: Column, format: ColumnFormat): CellConverter {
  const inRange = rangeCheck(column, () => 1)
  return (cell, context) => {
    if (typeof cell === 'string') {
      const plain = plainScaled(cell, 0)
      if (!Number.isNaN(plain)) return inRange(plain, cell, context)
    }
    const number = cellNumber(cell, format.decimalMark, column, context)
    if (!number) return null
    const { value, exact } = scaledNumber(number, 0)
    if (exact && number.currency === null && !number.percent) return inRange(value, cell, context)
    return context.report(
      'ERROR',
      'NOT_A_WHOLE_NUMBER',
      column.name,
      cell,
      `${column.title}: "${cellText(cell)}" is not a whole number; write it like 40`,
    )
  }
}

/** Most digits a decimal may have. */
const MAX_DIGITS = 30

/** Exact decimals. A fraction column ("tax rate") also takes percents: "8 %" is 0.08, and 8 is with a warning. */
export function decimalConverter(column: Column, format: ColumnFormat): CellConverter {
  const isFraction = column.type.kind === 'decimal' && column.type.fraction === true
  return (cell, context) => {
    const number = cellNumber(cell, format.decimalMark, column, context)
    if (!number || !agreesWithCurrency(number, cell, column, context)) return null
    if (number.whole.length + number.fraction.length > MAX_DIGITS)
      return context.report(
        'ERROR',
        'OUT_OF_RANGE',
        column.name,
        cell,
        `${column.title}: more than ${MAX_DIGITS} digits; shorten it`,
      )
    if (!isFraction) return noPercent(number, cell, column, context) ? decimalText(number) : null
    if (number.percent) return decimalText(hundredth(number))
    const above1 = !number.negative && scaledNumber(number, 12).value > 1e12
    if (!above1) return decimalText(number)
    const fraction = decimalText(hundredth(number))
    context.report(
      'WARNING',
      'PERCENT_ASSUMED',
      column.name,
      cell,
      `${column.title}: ${decimalText(number)} is above 1 and read as percent, ${fraction}; write a fraction or a percent sign`,
      fraction,
    )
    return fraction
  }
}

/** The number ÷ 100. */
export function hundredth(number: WrittenNumber): WrittenNumber {
  const whole = number.whole.padStart(3, '0')
  return { ...number, whole: whole.slice(0, -2), fraction: whole.slice(-2) + number.fraction }
}
