import {
  dayOf,
  dayOfIso,
  isoOfDay,
  isoOfMonth,
  isoWeekOfDay,
  monthOfDay,
  monthOfIso,
  weekdayOfDay,
} from '../../analytics/calendar.ts'
import { BadInput } from '../../errors.ts'
import type { PeriodInput } from '../metric-query.ts'
import { type DaySpan, isSameSpan, spanOfMonths, wholeMonthsOf } from './day-span.ts'
import { fiscalQuarterOfMonth, fiscalYearOfMonth, spanOfFiscalQuarter, spanOfFiscalYear } from './fiscal.ts'

export interface PeriodSetting {
  /** The day it is, in UTC. */
  readonly today: number
  /** 1 to 12. */
  readonly fiscalYearStart: number
  /** First and last month with an invoice or a time log; null: there is none yet. */
  readonly months: { readonly first: number; readonly last: number } | null
}

export interface ResolvedPeriod extends DaySpan {
  readonly label: string
}

const MAX_YEARS = 200

/**
 * The days that a period means. Without one it is ALL: first to last month with an invoice or a time log; before there
 * is any, the month of today. `last` means complete units before today, days including today.
 * Throws BadInput (INVALID_PERIOD) for words, dates or an order that make no period.
 */
export function resolvedPeriod(input: PeriodInput | undefined, setting: PeriodSetting): ResolvedPeriod {
  if (input === undefined) return named('ALL', setting)
  if ('named' in input) return named(input.named, setting)
  if ('last' in input) {
    const span = lastUnits(input.last.count, input.last.unit, setting)
    return { ...span, label: labelOfSpan(span, setting.fiscalYearStart) }
  }
  const { from, to } = input.between
  return between(dayOfIso(from), dayOfIso(to), `${from} to ${to}`, setting)
}

function between(from: number | null, to: number | null, words: string, setting: PeriodSetting): ResolvedPeriod {
  if (from === null || to === null)
    throw invalid(words, 'there is no such day; send dates as YYYY-MM-DD that are in the calendar')
  if (to < from) throw invalid(words, 'it ends before it starts; swap the two')
  if (from < dayOf(1900, 1, 1) || to - from > MAX_YEARS * 366)
    throw invalid(words, `it must start in 1900 or later and be at most ${MAX_YEARS} years long`)
  return { from, to, label: labelOfSpan({ from, to }, setting.fiscalYearStart) }
}

function named(words: string, setting: PeriodSetting): ResolvedPeriod {
  const name = words.trim().toUpperCase()
  const { today, fiscalYearStart: start } = setting
  if (name === 'ALL') {
    const months = setting.months ?? { first: monthOfDay(today), last: monthOfDay(today) }
    return { ...spanOfMonths(months.first, months.last), label: 'ALL' }
  }
  if (name === 'YTD')
    return { from: spanOfFiscalYear(fiscalYearOfMonth(monthOfDay(today), start), start).from, to: today, label: 'YTD' }
  const span = spanOfName(name, start)
  if (span) return { ...span, label: name }
  const [from, to, more] = name.split('..').map(part => spanOfName(part.trim(), start))
  if (name.includes('..') && more === undefined) return between(from?.from ?? null, to?.to ?? null, words, setting)
  throw invalid(
    words,
    'it is none of "2025", "2025-Q3", "2025-08", "2025-W07", "2025-08-14", "2025-08..2025-10", "YTD", "ALL"',
  )
}

function spanOfName(name: string, start: number): DaySpan | null {
  const match = /^(19|20|21)(\d\d)(?:-Q([1-4])|-W(\d\d))?$/.exec(name)
  const year = match ? Number(`${match[1]}${match[2]}`) : 0
  if (match?.[4]) return spanOfWeek(year, name)
  if (match?.[3]) return spanOfFiscalQuarter(year, Number(match[3]), start)
  if (match) return spanOfFiscalYear(year, start)
  const month = monthOfIso(name)
  if (month !== null) return month >= 1900 * 12 ? spanOfMonths(month, month) : null
  const day = dayOfIso(name)
  return day === null ? null : { from: day, to: day }
}

function spanOfWeek(year: number, name: string): DaySpan | null {
  const fourth = dayOf(year, 1, 4)
  const monday = fourth - weekdayOfDay(fourth) + 1 + (Number(name.slice(-2)) - 1) * 7
  return isoWeekOfDay(monday) === name ? { from: monday, to: monday + 6 } : null
}

type LastUnit = Extract<PeriodInput, { last: unknown }>['last']['unit']

function lastUnits(count: number, unit: LastUnit, { today, fiscalYearStart: start }: PeriodSetting): DaySpan {
  if (unit === 'DAY') return { from: today - count + 1, to: today }
  if (unit === 'WEEK') {
    const sunday = today - weekdayOfDay(today)
    return { from: sunday - count * 7 + 1, to: sunday }
  }
  const month = monthOfDay(today)
  if (unit === 'MONTH') return spanOfMonths(month - count, month - 1)
  const year = fiscalYearOfMonth(month, start)
  const length = unit === 'QUARTER' ? 3 : 12
  const current =
    unit === 'QUARTER'
      ? spanOfFiscalQuarter(year, fiscalQuarterOfMonth(month, start), start)
      : spanOfFiscalYear(year, start)
  const first = monthOfDay(current.from)
  return spanOfMonths(first - count * length, first - 1)
}

/** What a person calls these days: "2026-08", "2026-Q3", "2026", "2026-W07", a day, else the first and last day. */
function labelOfSpan(span: DaySpan, start: number): string {
  if (span.from === span.to) return isoOfDay(span.from)
  const month = monthOfDay(span.from)
  if (isSameSpan(span, wholeMonthsOf(span))) {
    const year = fiscalYearOfMonth(month, start)
    const quarter = fiscalQuarterOfMonth(month, start)
    if (monthOfDay(span.to) === month) return isoOfMonth(month)
    if (isSameSpan(span, spanOfFiscalQuarter(year, quarter, start))) return `${year}-Q${quarter}`
    if (isSameSpan(span, spanOfFiscalYear(year, start))) return String(year)
    return `${isoOfMonth(month)} to ${isoOfMonth(monthOfDay(span.to))}`
  }
  if (weekdayOfDay(span.from) === 1 && span.to === span.from + 6) return isoWeekOfDay(span.from)
  return `${isoOfDay(span.from)} to ${isoOfDay(span.to)}`
}

const invalid = (words: string, found: string): BadInput =>
  new BadInput(`Reading the period "${words}": ${found}`, 'INVALID_PERIOD')
