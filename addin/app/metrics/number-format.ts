import type { Unit } from '../../api/operations/metrics.gen.ts'

const symbols: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£', JPY: '¥', CAD: 'CA$', AUD: 'A$' }
const money: readonly (Unit | null)[] = ['MONEY', 'MONEY_PER_HOUR', 'MONEY_PER_SEAT']

/**
 * A column's number format in Excel's notation: the server's, with the currency in it for money, so that a number
 * copied elsewhere still says what it counts. The symbol is quoted: brackets would bring a locale with them.
 */
export function numberFormat(column: {
  readonly unit: Unit | null
  readonly currency: string | null
  readonly format: string | null
}): string | null {
  const { unit, currency, format } = column
  if (!money.includes(unit) || currency === null || format === null) return format
  const symbol = symbols[currency]
  return symbol === undefined ? `${format} "${currency}"` : `"${symbol}"${format}`
}
