import { shiftPoint } from './raw-cell.ts'

/** The mark between whole and fraction. */
export type DecimalMark = '.' | ','

/** A number as it was written, its digits still text so that nothing is lost. */
export interface WrittenNumber {
  readonly negative: boolean
  /** At least one digit. */
  readonly whole: string
  /** May be empty. */
  readonly fraction: string
  /** The symbol or code beside it, e.g. "€"; null: none. */
  readonly currency: string | null
  readonly percent: boolean
}

/** What the marks of a written number prove about the notation of its column. */
export type NumberShape = 'PLAIN' | 'POINT' | 'COMMA' | 'POINT_OR_THOUSANDS' | 'COMMA_OR_THOUSANDS' | 'NONE'

const SPACES = /\s/u
const MINUS = /[\u2212\u2012\u2013\ufe63\uff0d]/gu

interface Bare {
  readonly negative: boolean
  /** Digits and the marks between them. */
  readonly body: string
  readonly currency: string | null
  readonly percent: boolean
}

const LEADING_CURRENCY = /^(?:\p{L}{0,3}\p{Sc}|\p{L}{1,3}\.?)/u
const TRAILING_CURRENCY = /(?:\p{L}{0,3}\p{Sc}|\p{L}{1,3}\.?)$/u
/** Longer texts are not numbers, whatever they hold. */
const MAX_LENGTH = 64

/** Takes sign, brackets, percent and currency off: "($1,234.50)" is −, "$", "1,234.50". Null: not a number. */
function bareNumber(text: string): Bare | null {
  if (text.length > MAX_LENGTH) return null
  let rest = text.replace(MINUS, '-').trim()
  let [signs, negative, percent, currency]: [number, boolean, boolean, string | null] = [0, false, false, null]
  for (;;) {
    const [first = '', last = ''] = [rest[0], rest.at(-1)]
    const found: RegExpExecArray | null =
      currency === null ? (LEADING_CURRENCY.exec(rest) ?? TRAILING_CURRENCY.exec(rest)) : null
    if (first === '(' && last === ')') {
      negative = true
      signs++
      rest = rest.slice(1, -1)
    } else if (first === '-' || first === '+') {
      negative = first === '-'
      signs++
      rest = rest.slice(1)
    } else if (last === '-' || last === '+') {
      negative = last === '-'
      signs++
      rest = rest.slice(0, -1)
    } else if (!percent && (last === '%' || first === '%')) {
      percent = true
      rest = last === '%' ? rest.slice(0, -1) : rest.slice(1)
    } else if (found) {
      currency = found[0]
      rest = found.index === 0 ? rest.slice(found[0].length) : rest.slice(0, found.index)
    } else break
    rest = rest.trim()
  }
  if (signs > 1 || !/^[.,]?\d[\d.,'\u2019\s]*$/u.test(rest)) return null
  return { negative, body: rest, currency, percent }
}

/** Whole digits of "1,234,567" with `separator` between groups; null where the groups are not groups. */
function ungrouped(whole: string, separator: RegExp): string | null {
  const groups = whole.split(separator)
  if (groups.length === 1) return /^\d*$/.test(whole) ? whole : null
  if (!/^\d{1,3}$/.test(groups[0] ?? '') || !/^\d{3}$/.test(groups.at(-1) ?? '')) return null
  // Indian grouping has pairs before the last three digits: 12,34,567.
  return groups.slice(1, -1).every(group => /^\d{2,3}$/.test(group)) ? groups.join('') : null
}

/**
 * The number that a text writes with this decimal mark; null where it writes none. Thousands may be set off by the
 * other mark, spaces or apostrophes, negatives written with a sign on either side or in brackets. Scientific notation
 * ("1.5E+3") is read with a point or the column's mark.
 */
export function writtenNumber(text: string, mark: DecimalMark): WrittenNumber | null {
  const plain = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (plain && (mark === '.' || plain[3] === undefined))
    return {
      negative: plain[1] === '-',
      whole: plain[2] ?? '',
      fraction: plain[3] ?? '',
      currency: null,
      percent: false,
    }
  const scientific = /^\s*([+-]?\d+(?:[.,]\d+)?)[eE]([+-]?\d{1,3})\s*$/.exec(text)
  if (scientific) {
    const expanded = shiftPoint((scientific[1] ?? '').replace(',', '.'), Number(scientific[2]))
    return expanded.length > 60 ? null : writtenNumber(expanded, '.')
  }
  const bare = bareNumber(text)
  if (!bare) return null
  const at = bare.body.lastIndexOf(mark)
  const wholeText = at < 0 ? bare.body : bare.body.slice(0, at)
  const fraction = at < 0 ? '' : bare.body.slice(at + 1)
  if (!/^\d*$/.test(fraction)) return null
  const separator = mark === '.' ? ',' : '.'
  const whole =
    ungrouped(wholeText, separator === ',' ? /,/ : /\./) ??
    ungrouped(wholeText, /['\u2019]/u) ??
    (SPACES.test(wholeText) ? ungrouped(wholeText, SPACES) : null)
  if (whole === null || whole + fraction === '') return null
  return { negative: bare.negative, whole: whole || '0', fraction, currency: bare.currency, percent: bare.percent }
}

/** What one text proves: "1.234,5" a decimal comma, "1,234" nothing on its own; NONE where it is not a number. */
export function numberShape(text: string): NumberShape {
  const bare = bareNumber(text)
  if (!bare) return /^\s*[+-]?\d+\.\d+[eE][+-]?\d+\s*$/.test(text) ? 'POINT' : 'NONE'
  const body = bare.body
  const points = body.split('.').length - 1
  const commas = body.split(',').length - 1
  if (points === 0 && commas === 0) return 'PLAIN'
  if (points > 0 && commas > 0) return body.lastIndexOf('.') > body.lastIndexOf(',') ? 'POINT' : 'COMMA'
  if (commas > 1) return 'POINT'
  if (points > 1) return 'COMMA'
  const [whole = '', fraction = ''] = body.split(/[.,]/)
  const couldBeThousands = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole)
  if (commas === 1) return couldBeThousands ? 'COMMA_OR_THOUSANDS' : 'COMMA'
  return couldBeThousands ? 'POINT_OR_THOUSANDS' : 'POINT'
}

/** A written number × 10^places as a whole number, rounded half to even; `exact` tells whether nothing was lost. */
export function scaledNumber(number: WrittenNumber, places: number): { value: number; exact: boolean } {
  const kept = number.fraction.slice(0, places).padEnd(places, '0')
  const lost = number.fraction.slice(places)
  let value = Number(number.whole + kept)
  const exact = /^0*$/.test(lost)
  if (!exact) {
    const first = lost.charCodeAt(0) - 48
    const tie = first === 5 && /^50*$/.test(lost)
    if (tie ? value % 2 === 1 : first >= 5) value += 1
  }
  return { value: number.negative && value !== 0 ? -value : value, exact }
}

/** The shortest decimal text of the same value: "1.50" is "1.5", "-0.0" is "0". */
export function decimalText(number: WrittenNumber): string {
  const whole = number.whole.replace(/^0+(?=\d)/, '')
  const fraction = number.fraction.replace(/0+$/, '')
  const text = fraction === '' ? whole : `${whole}.${fraction}`
  return number.negative && text !== '0' ? `-${text}` : text
}
