/**
 * A cell as a source gives it. Text, numbers and booleans as they are; a workbook's dates and times arrive as text
 * ("2026-03-14", "2026-03-14 08:30:00", "1:30:00"), a number shown with a currency as a MoneyCell; what has no value arrives as a BrokenCell.
 */
export type RawCell = string | number | boolean | null | undefined | BrokenCell | MoneyCell

/** A number of a workbook whose format shows a currency beside it. */
export interface MoneyCell {
  readonly amount: number
  /** As the format writes it: "€", "CHF". */
  readonly currency: string
}

/** A cell that holds an error ("#N/A"), or a formula that was never calculated. */
export interface BrokenCell {
  readonly broken: 'ERROR' | 'UNCALCULATED'
  readonly text: string
}

export const isBroken = (cell: RawCell): cell is BrokenCell =>
  typeof cell === 'object' && cell !== null && 'broken' in cell

export const isMoney = (cell: RawCell): cell is MoneyCell =>
  typeof cell === 'object' && cell !== null && 'currency' in cell

/** Null, undefined, and text of nothing but white space. */
export const isBlank = (cell: RawCell): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && (cell === '' || isWhite(cell)))

/** Whether a text is nothing but white space, which most are not from their first character on. */
function isWhite(text: string): boolean {
  const code = text.charCodeAt(0)
  return (code <= 32 || code > 126) && text.trim() === ''
}

/** The decimal digits of a number as a person sees them in a cell: at most 15 significant ones, without an exponent. */
export function numberText(value: number): string {
  if (Number.isSafeInteger(value)) return String(value)
  if (!Number.isFinite(value)) return String(value)
  const shortest = String(value)
  // A decimal of at most 15 digits is what its number reads as with 15.
  if (shortest.length <= 15 && !shortest.includes('e')) return shortest
  const short = String(Number(value.toPrecision(15)))
  if (!short.includes('e')) return short
  const [mantissa = '', exponent = '0'] = short.split('e')
  return shiftPoint(mantissa, Number(exponent))
}

/** "1.555" shifted by 10 is "15550000000": a decimal times a power of ten, written out. */
export function shiftPoint(decimal: string, exponent: number): string {
  const negative = decimal.startsWith('-')
  const [whole = '', fraction = ''] = decimal.replace(/^[+-]/, '').split('.')
  const digits = whole + fraction
  const point = whole.length + exponent
  const shifted =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : point >= digits.length
        ? digits + '0'.repeat(point - digits.length)
        : `${digits.slice(0, point)}.${digits.slice(point)}`
  return (negative ? '-' : '') + (shifted.replace(/^0+(?=\d)/, '') || '0')
}

/** The cell as text, as a person sees it; blank is "". */
export function cellText(cell: RawCell): string {
  if (typeof cell === 'string') return cell
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return numberText(cell)
  if (typeof cell === 'boolean') return cell ? 'true' : 'false'
  return isMoney(cell) ? moneyText(cell) : cell.text
}

/** A number with its currency, written so that its digits cannot be taken for thousands: "€1234.5", "-CHF 0.1250". */
export function moneyText({ amount, currency }: MoneyCell, mark: '.' | ',' = '.'): string {
  const digits = numberText(Math.abs(amount))
  const plain = /\.\d{3}$/.test(digits) ? `${digits}0` : digits
  return `${amount < 0 ? '-' : ''}${currency}${/\p{L}$/u.test(currency) ? ' ' : ''}${plain.replace('.', mark)}`
}
