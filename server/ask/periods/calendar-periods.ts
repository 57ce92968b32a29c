import { dayOf, dayOfIso, firstDayOfMonth, lastDayOfMonth, monthOfDay, monthOfIso } from '../../analytics/calendar.ts'
import { spanOfMonths } from '../../metrics/periods/day-span.ts'
import { fiscalYearOfMonth, spanOfFiscalQuarter, spanOfFiscalYear } from '../../metrics/periods/fiscal.ts'
import type { PeriodSetting } from '../../metrics/periods/resolve-period.ts'
import { dateOf, lastWords, monthOfWord, nextWords, ordinalOf, thisWords, unitOfWord, yearOf } from './period-words.ts'
import type { PeriodReader, ReadPeriod, SpokenPeriod, Unit } from './read-period.ts'

const read = (length: number, from: number, to: number, unit: Unit | null, implied = false): ReadPeriod => ({
  length,
  period: { from, to, unit, implied },
})

/** A year after a month or quarter: "2025", "of 2025", "last year", "this year", "FY25". */
function yearAfter(words: readonly string[], at: number, { today, fiscalYearStart }: PeriodSetting) {
  let i = at
  while (words[i] === 'of' || words[i] === 'in' || words[i] === ',') i++
  const year = fiscalYearWord(words[i]) ?? yearOf(words[i])
  if (year !== null) return { length: i - at + 1, year }
  if (words[i] === 'the' && lastWords.has(words[i + 1] ?? '')) i++
  const shift = lastWords.has(words[i] ?? '')
    ? -1
    : thisWords.has(words[i] ?? '')
      ? 0
      : nextWords.has(words[i] ?? '')
        ? 1
        : null
  if (shift === null || unitOfWord.get(words[i + 1] ?? '') !== 'YEAR') return null
  return { length: i - at + 2, year: fiscalYearOfMonth(monthOfDay(today), fiscalYearStart) + shift }
}

const fiscalYearWord = (word: string | undefined): number | null => {
  const match = /^(?:fy|cy)(?:20)?(\d\d)$/.exec(word ?? '')
  return match ? 2000 + Number(match[1]) : null
}

/** "March", "Mar 2025", "last March", "the month of March". The latest that has begun, where no year is said. */
const month: PeriodReader = (words, at, setting) => {
  let i = at
  const before = lastWords.has(words[i] ?? '')
    ? -1
    : nextWords.has(words[i] ?? '')
      ? 1
      : thisWords.has(words[i] ?? '')
        ? 0
        : null
  if (before !== null) i++
  if (words[i] === 'month' && words[i + 1] === 'of') i += 2
  const number = monthOfWord.get(words[i] ?? '')
  if (number === undefined || (words[i] === 'may' && isModal(words, i))) return null
  const current = monthOfDay(setting.today)
  const thisYear = Math.floor(current / 12) * 12 + number
  const year = yearAfter(words, i + 1, setting)
  if (year && before === null) {
    const span = spanOfMonths(year.year * 12 + number, year.year * 12 + number)
    return read(i - at + 1 + year.length, span.from, span.to, 'MONTH')
  }
  const begun = thisYear <= current ? thisYear : thisYear - 12
  const found =
    before === 1 ? begun + 12 : before === 0 ? thisYear : before === -1 && begun === current ? begun - 12 : begun
  return read(i - at + 1, firstDayOfMonth(found), lastDayOfMonth(found), 'MONTH', before === null)
}

const isModal = (words: readonly string[], at: number): boolean =>
  ['i', 'we', 'you', 'they', 'be', 'have'].includes(words[at + 1] ?? '') ||
  ['we', 'it', 'they', 'i'].includes(words[at - 1] ?? '')

/** "Feb 15", "15 Feb 2026", "February 15th, 2026", "the 15th of February". */
const monthDay: PeriodReader = (words, at, setting) => {
  let i = at
  if (words[i] === 'the') i++
  const leading = dateOf(words[i])
  let number: number | undefined
  let date: number | null
  if (leading !== null) {
    i++
    if (words[i] === 'of') i++
    number = monthOfWord.get(words[i] ?? '')
    date = leading
    i++
  } else {
    number = monthOfWord.get(words[i] ?? '')
    i++
    if (words[i] === 'the') i++
    date = dateOf(words[i])
    i++
  }
  if (number === undefined || date === null) return null
  const comma = words[i] === ',' || words[i] === 'of' ? 1 : 0
  const year = yearOf(words[i + comma])
  const thisYear = new Date(setting.today * 86_400_000).getUTCFullYear()
  const inYear = (found: number) => dayInMonth(found, number + 1, date)
  if (year !== null) {
    const day = inYear(year)
    return day === null ? null : read(i - at + comma + 1, day, day, 'DAY')
  }
  const now = inYear(thisYear)
  const day = now !== null && now <= setting.today ? now : inYear(thisYear - 1)
  return day === null ? null : read(i - at, day, day, 'DAY', true)
}

function dayInMonth(year: number, monthNumber: number, date: number): number | null {
  const day = dayOf(year, monthNumber, date)
  return new Date(day * 86_400_000).getUTCDate() === date ? day : null
}

/** "Q3", "Q3 2025", "2025 Q3", "the third quarter of 2025", "Q3 last year". The latest begun without a year. */
const quarter: PeriodReader = (words, at, setting) => {
  let i = at
  const leadingYear = yearOf(words[i]) ?? fiscalYearWord(words[i])
  if (leadingYear !== null) {
    i++
    if (words[i] === '-' || words[i] === '/') i++
  }
  const before = leadingYear === null && lastWords.has(words[i] ?? '') ? -1 : 0
  if (before) i++
  if (words[i] === 'the') i++
  const short = /^(?:q([1-4])|([1-4])q)(?:'?(?:20)?(\d\d))?$/.exec(words[i] ?? '')
  let number: number | null = short ? Number(short[1] ?? short[2]) : null
  let length = 1
  if (number === null) {
    number = ordinalOf(words[i])
    if (number === null) return null
    i++
    while (words[i] === 'fiscal' || words[i] === 'calendar') i++
    if (unitOfWord.get(words[i] ?? '') !== 'QUARTER') return null
  }
  const start = setting.fiscalYearStart
  const year = short?.[3]
    ? { length: 0, year: 2000 + Number(short[3]) }
    : leadingYear !== null
      ? { length: 0, year: leadingYear }
      : before
        ? null
        : (yearAfter(words, i + 1, setting) ?? (short ? shortYear(words, i + 1) : null))
  length = i - at + 1
  if (year) {
    const span = spanOfFiscalQuarter(year.year, number, start)
    return read(length + year.length, span.from, span.to, 'QUARTER')
  }
  const fiscalYear = fiscalYearOfMonth(monthOfDay(setting.today), start)
  const now = spanOfFiscalQuarter(fiscalYear, number, start)
  const begun = now.from <= setting.today && !(before && now.to >= setting.today)
  const span = begun ? now : spanOfFiscalQuarter(fiscalYear - 1, number, start)
  return read(length, span.from, span.to, 'QUARTER', true)
}

/** "Q1/2026", "Q3-26", "q1 26": a year that is written short, behind a quarter or half. */
function shortYear(words: readonly string[], at: number) {
  const joined = words[at] === '/' || words[at] === '-' ? 1 : 0
  const word = words[at + joined] ?? ''
  const year = joined ? (yearOf(word) ?? fiscalYearWord(word)) : null
  if (year !== null) return { length: joined + 1, year }
  const short = /^2\d$/.test(word) && !units.has(words[at + joined + 1] ?? '')
  return short ? { length: joined + 1, year: 2000 + Number(word) } : null
}

/** After such a number these say that it is an amount. */
const units = new Set(
  '% percent pct hours hour hrs dollars k clients client customers technicians days weeks months'.split(' '),
)

/** "H1 2025", "the first half of 2025", "second half of last year". */
const half: PeriodReader = (words, at, setting) => {
  let i = at
  const leadingYear = yearOf(words[i])
  if (leadingYear !== null) i++
  if (words[i] === 'the') i++
  const short = /^(?:h([12])|([12])h)(?:'?(?:20)?(\d\d))?$/.exec(words[i] ?? '')
  let number = short ? Number(short[1] ?? short[2]) : null
  if (number === null) {
    const ordinal = ordinalOf(words[i])
    if (ordinal === null || ordinal > 2 || words[i + 1] !== 'half') return null
    number = ordinal
    i++
  }
  const start = setting.fiscalYearStart
  const spanIn = (year: number) => ({
    from: spanOfFiscalQuarter(year, number * 2 - 1, start).from,
    to: spanOfFiscalQuarter(year, number * 2, start).to,
  })
  const after = short?.[3]
    ? { length: 0, year: 2000 + Number(short[3]) }
    : leadingYear === null
      ? (theYearAfter(words, i + 1, setting) ?? (short ? shortYear(words, i + 1) : null))
      : { length: 0, year: leadingYear }
  const thisYear = fiscalYearOfMonth(monthOfDay(setting.today), start)
  const now = spanIn(thisYear)
  const span = after ? spanIn(after.year) : now.from <= setting.today ? now : spanIn(thisYear - 1)
  return read(i - at + 1 + (after?.length ?? 0), span.from, span.to, null, !after)
}

/** A year, or "of the year" for this one. */
function theYearAfter(words: readonly string[], at: number, setting: PeriodSetting) {
  if (words[at] === 'of' && words[at + 1] === 'the' && unitOfWord.get(words[at + 2] ?? '') === 'YEAR')
    return { length: 3, year: fiscalYearOfMonth(monthOfDay(setting.today), setting.fiscalYearStart) }
  return yearAfter(words, at, setting)
}

/** "2025", "FY25", "fiscal year 2025", "calendar year 2025". */
const year: PeriodReader = (words, at, setting) => {
  let i = at
  let start = setting.fiscalYearStart
  if (words[i] === 'calendar') start = 1
  while (['fiscal', 'financial', 'calendar', 'year', 'fy', 'cy', 'of'].includes(words[i] ?? '') && i - at < 3) i++
  const short = fiscalYearWord(words[i])
  if (words[i]?.startsWith('cy')) start = 1
  const found = short ?? yearOf(words[i]) ?? (i > at && /^\d\d$/.test(words[i] ?? '') ? 2000 + Number(words[i]) : null)
  if (found === null) return null
  const span = spanOfFiscalYear(found, start)
  return read(i - at + 1, span.from, span.to, 'YEAR')
}

/** "2025-08", "2025-08-14". */
const iso: PeriodReader = (words, at) => {
  const word = words[at] ?? ''
  const day = dayOfIso(word)
  if (day !== null) return read(1, day, day, 'DAY')
  const found = monthOfIso(word)
  return found === null ? null : read(1, firstDayOfMonth(found), lastDayOfMonth(found), 'MONTH')
}

/** "9/2026", "2026/09", "6/15/2026", "15/06/2026"; unclear where both orders are days. */
const slashed: PeriodReader = (words, at) => {
  const [left, right] = [words[at] ?? '', words[at + 2] ?? '']
  if (words[at + 1] === '/' && words[at + 3] !== '/') {
    const [monthWord, yearWord] = yearOf(left) === null ? [left, right] : [right, left]
    const [monthNumber, found] = [/^\d\d?$/.test(monthWord) ? Number(monthWord) : 0, yearOf(yearWord)]
    if (found === null || monthNumber < 1 || monthNumber > 12) return null
    const span = spanOfMonths(found * 12 + monthNumber - 1, found * 12 + monthNumber - 1)
    return read(3, span.from, span.to, 'MONTH')
  }
  if (words[at + 1] !== '/' || words[at + 3] !== '/') return null
  const [a, b, last] = [Number(words[at]), Number(words[at + 2]), Number(words[at + 4])]
  const found = last < 100 ? 2000 + last : last
  if (!(found >= 1990 && found <= 2100)) return null
  const days = [dateFrom(found, a, b), dateFrom(found, b, a)].filter(day => day !== null)
  const [day] = days
  if (day === undefined) return null
  const made = read(5, day, day, 'DAY')
  return days.length > 1 && a !== b ? { ...made, period: { ...made.period, unclear: true } } : made
}

const dateFrom = (yearNumber: number, monthNumber: number, date: number): number | null =>
  monthNumber >= 1 && monthNumber <= 12 && date >= 1 && date <= 31 ? dayInMonth(yearNumber, monthNumber, date) : null

/** Periods of the calendar by their names, the most telling first. */
export const calendarPeriods: readonly PeriodReader[] = [iso, slashed, monthDay, month, quarter, half, year]

/** A period whose year was not said, some years earlier or later. */
export function movedByYears(period: SpokenPeriod, years: number): SpokenPeriod {
  if (period.unit === 'DAY') {
    const date = new Date(period.from * 86_400_000)
    const day = dayOf(date.getUTCFullYear() + years, date.getUTCMonth() + 1, date.getUTCDate())
    return { ...period, from: day, to: day }
  }
  const [first, last] = [monthOfDay(period.from) + years * 12, monthOfDay(period.to) + years * 12]
  return { ...period, ...spanOfMonths(first, last) }
}
