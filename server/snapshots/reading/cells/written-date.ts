import { dayOf } from '../../../analytics/calendar.ts'

export type DateOrder = 'DAY_FIRST' | 'MONTH_FIRST'

/** What a text says about the order of day and month in its column. SAME: the same day either way. NONE: no date. */
export type DateShape = 'FIXED' | 'DAY_FIRST' | 'MONTH_FIRST' | 'EITHER' | 'SAME' | 'NONE'

/** Serial numbers that count as dates: 1954-10-03 to 2064-04-08. Smaller and larger ones are other numbers. */
export const FIRST_SERIAL = 20_000
const LAST_SERIAL = 60_000
/** Serial 25569 is 1970-01-01. */
const SERIAL_OF_1970 = 25_569

export const FIRST_YEAR = 1900
export const LAST_YEAR = 2199

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const LONG_MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

const monthNamed = (name: string): number => {
  const word = name.toLowerCase().replace(/\.$/, '')
  const short = MONTHS.indexOf(word === 'sept' ? 'sep' : word)
  return short >= 0 ? short + 1 : LONG_MONTHS.indexOf(word) + 1
}

/** A time of day with or without seconds, fractions, AM/PM and zone. It never moves the day. */
const TIME = String.raw`(?:[T,]?\s*\d{1,2}[:.]\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{0,2})?)?`
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}$`)
const COMPACT = /^((?:19|20|21)\d{2})(\d{2})(\d{2})(?:[T ]?\d{6}Z?)?$/
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/. ])(\d{1,2})\2\s?(\d{4}|\d{2})${TIME}$`)
const WEEKDAY = String.raw`(?:[A-Za-z]{2,9}\.?,?\s+)?`
const DAY_NAME = new RegExp(
  String.raw`^${WEEKDAY}(\d{1,2})(?:st|nd|rd|th|\.)?[-/ ,]*([A-Za-z]{3,9}\.?)[-/ ,]*(\d{4}|\d{2})${TIME}$`,
)
const NAME_DAY = new RegExp(
  String.raw`^${WEEKDAY}([A-Za-z]{3,9}\.?)[-/ ]*(\d{1,2})(?:st|nd|rd|th)?[-/ ,]+(\d{4}|\d{2})${TIME}$`,
)
const YEAR_NAME = new RegExp(String.raw`^(\d{4})[-/ ,]*([A-Za-z]{3,9}\.?)[-/ ,]*(\d{1,2})${TIME}$`)
const SERIAL = /^\d{5}(?:\.\d+)?$/

const fullYear = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year))

/** The day since 1970, or null where there is no such day in the calendar or the year is not from 1900 to 2199. */
function calendarDay(year: number, month: number, date: number): number | null {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || date < 1 || date > 31) return null
  const day = dayOf(year, month, date)
  return date <= 28 || new Date(day * 86_400_000).getUTCDate() === date ? day : null
}

/** A spreadsheet's serial number as a day; null outside 20000 to 60000. */
export const dayOfSerial = (serial: number): number | null =>
  serial >= FIRST_SERIAL && serial < LAST_SERIAL + 1 ? Math.floor(serial) - SERIAL_OF_1970 : null

/** Year, month and day of a text that has them in one order only; undefined: the text has another form. */
function fixedParts(text: string): readonly [number, number, number] | undefined {
  const numeric = YEAR_FIRST.exec(text)
  if (numeric) return [Number(numeric[1]), Number(numeric[3]), Number(numeric[4])]
  const compact = COMPACT.exec(text)
  if (compact) return [Number(compact[1]), Number(compact[2]), Number(compact[3])]
  const dayName = DAY_NAME.exec(text)
  if (dayName) return [fullYear(dayName[3] ?? ''), monthNamed(dayName[2] ?? ''), Number(dayName[1])]
  const nameDay = NAME_DAY.exec(text)
  if (nameDay) return [fullYear(nameDay[3] ?? ''), monthNamed(nameDay[1] ?? ''), Number(nameDay[2])]
  const yearName = YEAR_NAME.exec(text)
  if (yearName) return [Number(yearName[1]), monthNamed(yearName[2] ?? ''), Number(yearName[3])]
  return undefined
}

/**
 * "2026-03-14", read without a pattern: most cells of most sheets. NaN: another form, or no such day. `start` and `end`:
 * where it stands in a longer text.
 */
export function isoDay(text: string, start = 0, end = text.length): number {
  if (end - start !== 10 || text.charCodeAt(start + 4) !== 45 || text.charCodeAt(start + 7) !== 45) return Number.NaN
  let number = 0
  for (let at = 0; at < 10; at++) {
    if (at === 4 || at === 7) continue
    const digit = text.charCodeAt(start + at) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    number = number * 10 + digit
  }
  return calendarDay(Math.floor(number / 10_000), Math.floor(number / 100) % 100, number % 100) ?? Number.NaN
}

/**
 * The day a text writes, as days since 1970. `order` decides texts such as 03/04/2026; null leaves those unread unless
 * both orders give the same day. A time of day is left out, never shifted. Two-digit years are 20xx. 'NO_SUCH_DAY':
 * it has the form of a date but the calendar has no such day.
 */
export function writtenDay(text: string, order: DateOrder | null): number | 'NO_SUCH_DAY' | 'EITHER' | null {
  const iso = isoDay(text)
  if (!Number.isNaN(iso)) return iso
  const trimmed = text.trim()
  const fixed = fixedParts(trimmed)
  if (fixed) return fixed[1] === 0 ? null : (calendarDay(...fixed) ?? 'NO_SUCH_DAY')
  if (SERIAL.test(trimmed)) return dayOfSerial(Number(trimmed))
  const last = YEAR_LAST.exec(trimmed)
  if (!last) return null
  const [first, second, year] = [Number(last[1]), Number(last[3]), fullYear(last[4] ?? '')]
  const dayFirst = calendarDay(year, second, first)
  const monthFirst = calendarDay(year, first, second)
  if (order === 'DAY_FIRST') return dayFirst ?? 'NO_SUCH_DAY'
  if (order === 'MONTH_FIRST') return monthFirst ?? 'NO_SUCH_DAY'
  if (dayFirst === null && monthFirst === null) return 'NO_SUCH_DAY'
  return dayFirst === monthFirst && dayFirst !== null ? dayFirst : 'EITHER'
}

/** What one text proves about day and month. */
export function dateShape(text: string): DateShape {
  if (!Number.isNaN(isoDay(text))) return 'FIXED'
  const trimmed = text.trim()
  const last = YEAR_LAST.exec(trimmed)
  if (!last) return typeof writtenDay(trimmed, null) === 'number' ? 'FIXED' : 'NONE'
  const [first, second, year] = [Number(last[1]), Number(last[3]), fullYear(last[4] ?? '')]
  const dayFirst = calendarDay(year, second, first)
  const monthFirst = calendarDay(year, first, second)
  if (dayFirst === null) return monthFirst === null ? 'NONE' : 'MONTH_FIRST'
  if (monthFirst === null) return 'DAY_FIRST'
  return dayFirst === monthFirst ? 'SAME' : 'EITHER'
}

/** The month a text writes, as year × 12 + (month − 1): "2026-03", "03/2026", "Mar 2026", "202603"; null: none. */
export function writtenMonth(text: string): number | null {
  const trimmed = text.trim()
  const of = (year: number, month: number): number | null =>
    year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 ? year * 12 + month - 1 : null
  const numeric = /^(\d{4})[-/. ]?(\d{1,2})$/.exec(trimmed)
  if (numeric && !SERIAL.test(trimmed)) return of(Number(numeric[1]), Number(numeric[2]))
  const yearLast = /^(\d{1,2})[-/. ](\d{4})$/.exec(trimmed)
  if (yearLast) return of(Number(yearLast[2]), Number(yearLast[1]))
  const named = /^([A-Za-z]{3,9}\.?)[-/ ,']*(\d{4}|\d{2})$/.exec(trimmed)
  if (named) return of(fullYear(named[2] ?? ''), monthNamed(named[1] ?? ''))
  const yearNamed = /^(\d{4})[-/ ,]*([A-Za-z]{3,9}\.?)$/.exec(trimmed)
  return yearNamed ? of(Number(yearNamed[1]), monthNamed(yearNamed[2] ?? '')) : null
}
