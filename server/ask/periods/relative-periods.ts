import { dayOf, firstDayOfMonth, isoWeekOfDay, lastDayOfMonth, weekdayOfDay } from '../../analytics/calendar.ts'
import { calendarPeriods } from './calendar-periods.ts'
import { countOf, dateOf, lastWords, nextWords, quietWords, thisWords, unitOfWord, yearOf } from './period-words.ts'
import type { PeriodReader, ReadPeriod, SpokenPeriod, Unit } from './read-period.ts'
import { lastUnits, unitSpan } from './unit-span.ts'

const read = (
  length: number,
  from: number,
  to: number,
  unit: Unit | null,
  more: Partial<SpokenPeriod> = {},
): ReadPeriod => ({
  length,
  period: { from, to, unit, implied: false, ...more },
})

/** "this month", "last quarter", "next year", "the current week". */
const shifted: PeriodReader = (words, at, { today, fiscalYearStart }) => {
  let i = at
  if (words[i] === 'the') i++
  let word = words[i] ?? ''
  if (word === 'most' && words[i + 1] === 'recent') {
    i++
    word = 'last'
  }
  const shift = thisWords.has(word) ? 0 : lastWords.has(word) ? -1 : nextWords.has(word) ? 1 : null
  if (shift === null) return null
  i++
  let start = fiscalYearStart
  while (quietWords.has(words[i] ?? '')) {
    if (words[i] === 'calendar') start = 1
    i++
  }
  const unit = unitOfWord.get(words[i] ?? '')
  if (!unit || (words[i]?.endsWith('s') && shift !== 0 && words[i] !== 'mos')) return null
  if (unit === 'DAY' && shift !== -1) return null
  let length = i - at + 1
  if (shift === 0 && words[i + 1] === 'to' && words[i + 2] === 'date') {
    return read(length + 2, unitSpan(unit, today, 0, start).from, today, null)
  }
  if (shift === 0 && words[i + 1] === 'so' && words[i + 2] === 'far') {
    return read(length + 2, unitSpan(unit, today, 0, start).from, today, null)
  }
  if (unit === 'YEAR' && word === 'past') {
    const span = lastUnits('MONTH', 12, today, start)
    return read(length, span.from, span.to, null)
  }
  // "last year's" reads the same; a number after it is a year of its own: "fiscal year 2025".
  if (unit === 'YEAR' && shift === 0 && yearOf(words[i + 1]) !== null) length++
  const span = unitSpan(unit, today, shift, start)
  return read(length, span.from, span.to, unit)
}

/** "last 6 months", "past two quarters", "trailing twelve months", "rolling 90 days", "TTM". */
const trailing: PeriodReader = (words, at, { today, fiscalYearStart }) => {
  let i = at
  if (words[i] === 'the') i++
  if (/^(?:ttm|ltm|t12m|r12|l12m)$/.test(words[i] ?? '')) {
    const span = lastUnits('MONTH', 12, today, fiscalYearStart)
    return read(i - at + 1, span.from, span.to, null)
  }
  if (words[i] === 'most' && words[i + 1] === 'recent') i++
  const first = words[i] ?? ''
  if (!lastWords.has(first) && !['trailing', 'rolling', 'recent'].includes(first)) return null
  i++
  while (quietWords.has(words[i] ?? '')) i++
  if (words[i] === 'half' && unitOfWord.get(words[i + 1] ?? '') === 'YEAR') {
    const span = lastUnits('MONTH', 6, today, fiscalYearStart)
    return read(i - at + 2, span.from, span.to, null)
  }
  if (words[i] === 'a') i++
  const few = words[i] === 'few' || words[i] === 'several'
  const count = few ? 3 : countOf(words[i])
  if (count === null || count === 0) return null
  i++
  if (words[i] === 'of') i++
  while (quietWords.has(words[i] ?? '')) i++
  const unit = unitOfWord.get(words[i] ?? '')
  if (!unit) return null
  const span = lastUnits(unit, count, today, fiscalYearStart)
  const one = count === 1 ? unit : null
  return read(i - at + 1, span.from, span.to, one, few ? { unclear: true } : {})
}

/** "two months ago", "3 weeks ago". */
const ago: PeriodReader = (words, at, { today, fiscalYearStart }) => {
  const count = words[at] === 'a' || words[at] === 'one' ? 1 : countOf(words[at])
  const unit = unitOfWord.get(words[at + 1] ?? '')
  if (count === null || !unit || words[at + 2] !== 'ago') return null
  const span = unitSpan(unit, today, -count, fiscalYearStart)
  return read(3, span.from, span.to, unit)
}

/** "the year before last", "the month before last". */
const beforeLast: PeriodReader = (words, at, { today, fiscalYearStart }) => {
  let i = at
  if (words[i] === 'the') i++
  const unit = unitOfWord.get(words[i] ?? '')
  if (!unit || words[i + 1] !== 'before' || words[i + 2] !== 'last') return null
  const named = unitOfWord.get(words[i + 3] ?? '')
  if (named !== undefined && named !== unit) return null
  const span = unitSpan(unit, today, -2, fiscalYearStart)
  return read(i - at + (named === undefined ? 3 : 4), span.from, span.to, unit)
}

const toDateUnits: ReadonlyMap<string, Unit> = new Map(
  Object.entries({
    ytd: 'YEAR',
    fytd: 'YEAR',
    qtd: 'QUARTER',
    mtd: 'MONTH',
    wtd: 'WEEK',
  } as const),
)

/** "YTD", "quarter to date", "so far this year". */
const toDate: PeriodReader = (words, at, { today, fiscalYearStart }) => {
  const short = toDateUnits.get(words[at] ?? '')
  if (short) return read(1, unitSpan(short, today, 0, fiscalYearStart).from, today, null)
  let i = at
  if (words[i] === 'so' && words[i + 1] === 'far' && ['this', 'in'].includes(words[i + 2] ?? '')) {
    i += words[i + 3] === 'this' || words[i + 3] === 'the' ? 4 : 3
    const unit = unitOfWord.get(words[i] ?? '')
    if (unit) return read(i - at + 1, unitSpan(unit, today, 0, fiscalYearStart).from, today, null)
    return null
  }
  if (words[i] === 'fiscal' || words[i] === 'the') i++
  const unit = unitOfWord.get(words[i] ?? '')
  if (unit && words[i + 1] === 'to' && words[i + 2] === 'date')
    return read(i - at + 3, unitSpan(unit, today, 0, fiscalYearStart).from, today, null)
  return null
}

/** "for the year", "of the month": the current one. Without such a word before it, "the month" is no period. */
const currentUnit: PeriodReader = (words, at, { today, fiscalYearStart }) => {
  if (!['for', 'of', 'in', 'during', 'within'].includes(words[at] ?? '') || words[at + 1] !== 'the') return null
  const unit = words[at + 2]?.endsWith('s') ? undefined : unitOfWord.get(words[at + 2] ?? '')
  if (
    !unit ||
    unit === 'DAY' ||
    ['of', 'before', 'prior', 'ending', 'beginning', 'starting'].includes(words[at + 3] ?? '')
  )
    return null
  const span = unitSpan(unit, today, 0, fiscalYearStart)
  return read(3, span.from, span.to, unit)
}

/** "the week of June 8", "week 23 of 2026". */
const namedWeek: PeriodReader = (words, at, setting) => {
  let i = at
  if (words[i] === 'the') i++
  if (unitOfWord.get(words[i] ?? '') !== 'WEEK') return null
  i++
  const number = dateOrWeek(words[i])
  if (number !== null) {
    i++
    if (words[i] === 'of') i++
    const year = yearOf(words[i])
    const found = year ?? new Date(setting.today * 86_400_000).getUTCFullYear()
    const fourth = dayOf(found, 1, 4)
    let monday = fourth - weekdayOfDay(fourth) + 1 + (number - 1) * 7
    if (year === null && monday > setting.today) {
      const before = dayOf(found - 1, 1, 4)
      monday = before - weekdayOfDay(before) + 1 + (number - 1) * 7
    }
    if (Number(isoWeekOfDay(monday).slice(-2)) !== number) return null
    return read(year === null ? i - at - (words[i - 1] === 'of' ? 1 : 0) : i - at + 1, monday, monday + 6, 'WEEK')
  }
  const ends = words[i] === 'ending'
  if (!ends && words[i] !== 'of' && words[i] !== 'beginning' && words[i] !== 'starting' && words[i] !== 'from')
    return null
  i++
  if (words[i] === 'on') i++
  for (const reader of calendarPeriods) {
    const day = reader(words, i, setting)
    if (day?.period.unit !== 'DAY') continue
    const span = unitSpan('WEEK', day.period.from, 0, 1)
    return read(i - at + day.length, span.from, span.to, 'WEEK')
  }
  return null
}

const dateOrWeek = (word: string | undefined): number | null => {
  const number = /^\d{1,2}$/.test(word ?? '') ? Number(word) : (dateOf(word) ?? 0)
  return number >= 1 && number <= 53 ? number : null
}

/** "the first three months of 2025", "last 2 quarters of last year". */
const partOf: PeriodReader = (words, at, setting) => {
  let i = at
  if (words[i] === 'the') i++
  const first = words[i] === 'first'
  if (!first && words[i] !== 'last' && words[i] !== 'final') return null
  i++
  const count = countOf(words[i]) ?? (unitOfWord.has(words[i] ?? '') ? 1 : null)
  if (count === null) return null
  if (countOf(words[i]) !== null) i++
  const unit = unitOfWord.get(words[i] ?? '')
  if (unit !== 'MONTH' && unit !== 'QUARTER' && unit !== 'WEEK' && unit !== 'DAY') return null
  if (words[i + 1] !== 'of') return null
  const whole =
    wholeAt(words, i + 2, setting) ??
    (currentUnit(words, i + 1, setting) && shiftOne(currentUnit(words, i + 1, setting)!))
  if (!whole || whole.period.unit === null || whole.period.unit === 'DAY') return null
  const { from, to } = whole.period
  const span = first
    ? { from, to: unitSpan(unit, from, count - 1, setting.fiscalYearStart).to }
    : { from: unitSpan(unit, to, 1 - count, setting.fiscalYearStart).from, to }
  if (span.from < from || span.to > to) return null
  return read(i + 2 - at + whole.length, span.from, span.to, count === 1 ? unit : null)
}

const shiftOne = (found: ReadPeriod): ReadPeriod => ({ ...found, length: found.length - 1 })

function wholeAt(words: readonly string[], at: number, setting: Parameters<PeriodReader>[2]): ReadPeriod | null {
  for (const reader of [shifted, ...calendarPeriods]) {
    const found = reader(words, at, setting)
    if (found) return found
  }
  return null
}

const phrases: readonly (readonly [string, 'today' | 'yesterday' | 'all' | 'unclear'])[] = [
  ['today', 'today'],
  ['yesterday', 'yesterday'],
  ...(
    'all time|of all time|ever|all periods|entire history|whole history|full history|since inception|since the beginning|from the beginning|since day one|lifetime|since the start|to date|over all time|all the data|all data|in total to date|all years|all months'.split(
      '|',
    ) as string[]
  ).map(phrase => [phrase, 'all'] as const),
  ...'lately|recently|recent months|recent weeks|recent quarters|recent years|in recent months|in recent weeks|these days|nowadays|a while ago|the other day|this summer|last summer|last winter|this winter|last spring|this spring|this fall|last fall|the holidays|a few months ago|few months ago|some time ago|a few weeks ago|couple of months|as of late|of late|past few months'
    .split('|')
    .map(phrase => [phrase, 'unclear'] as const),
]
const phraseWords = phrases
  .map(([phrase, kind]) => ({ words: phrase.split(' '), kind }))
  .toSorted((a, b) => b.words.length - a.words.length)

const byPhrase: PeriodReader = (words, at, { today, months }) => {
  for (const phrase of phraseWords) {
    if (!phrase.words.every((word, index) => words[at + index] === word)) continue
    const length = phrase.words.length
    if (phrase.kind === 'today') return read(length, today, today, 'DAY')
    if (phrase.kind === 'yesterday') return read(length, today - 1, today - 1, 'DAY')
    if (phrase.kind === 'unclear') return read(length, today, today, null, { unclear: true })
    const from = months ? firstDayOfMonth(months.first) : today
    return read(length, from, months ? lastDayOfMonth(months.last) : today, null, { all: true })
  }
  return null
}

/** Periods that are said from today's place, and parts of others. */
export const relativePeriods: readonly PeriodReader[] = [
  byPhrase,
  toDate,
  partOf,
  trailing,
  beforeLast,
  shifted,
  ago,
  namedWeek,
  currentUnit,
]
