import type { Exact } from '../../analytics/exact.ts'
import { fixedText } from '../../analytics/exact.ts'
import { minorDigits } from '../../datasets/currency.ts'
import type { Unit } from '../metric-table.ts'

/**
 * A value as a person reads it, rounded half to even: "$1,234.50", "$95.20/h", "12.3 %", "7.25 h", "1,204"; "–" for
 * null. Money without a symbol of its own stands with its code.
 */
export function valueText(value: Exact | null, unit: Unit, currency: string): string {
  if (value === null) return '–'
  const number = grouped(fixedText(value, placesOf(unit, currency)))
  switch (unit) {
    case 'MONEY':
      return money(number, currency)
    case 'MONEY_PER_HOUR':
      return `${money(number, currency)}/h`
    case 'MONEY_PER_SEAT':
      return `${money(number, currency)}/seat`
    case 'HOURS':
      return `${number} h`
    case 'PERCENT':
      return `${number} %`
    case 'PERCENT_PER_MONTH':
      return `${number} %/month`
    default:
      return number
  }
}

/** Places that are shown. */
export function placesOf(unit: Unit, currency: string): number {
  switch (unit) {
    case 'MONEY':
    case 'MONEY_PER_HOUR':
    case 'MONEY_PER_SEAT':
      return minorDigits(currency)
    case 'HOURS':
    case 'RATIO':
      return 2
    case 'SEATS':
    case 'PERCENT':
    case 'PERCENT_PER_MONTH':
      return 1
    case 'COUNT':
      return 0
  }
}

/** A spreadsheet number format. Percentages are 0 to 100, so the sign is text. */
export function formatOf(unit: Unit, currency: string): string {
  const places = placesOf(unit, currency)
  const number = places > 0 ? `#,##0.${'0'.repeat(places)}` : '#,##0'
  return unit === 'PERCENT' || unit === 'PERCENT_PER_MONTH' ? `${number}" %"` : number
}

export const isMoney = (unit: Unit): boolean => unit.startsWith('MONEY')

/** Commas between thousands. */
function grouped(number: string): string {
  const point = number.indexOf('.')
  const start = number.startsWith('-') ? 1 : 0
  let text = number
  for (let at = (point < 0 ? number.length : point) - 3; at > start; at -= 3)
    text = `${text.slice(0, at)},${text.slice(at)}`
  return text
}

const symbols = new Map<string, string>()

function money(number: string, currency: string): string {
  let symbol = symbols.get(currency)
  if (symbol === undefined) {
    const parts = new Intl.NumberFormat('en-US', { style: 'currency', currency }).formatToParts(0)
    const found = parts.find(part => part.type === 'currency')?.value ?? currency
    symbol = /\w$/.test(found) ? `${found} ` : found
    symbols.set(currency, symbol)
  }
  return number.startsWith('-') ? `-${symbol}${number.slice(1)}` : `${symbol}${number}`
}
