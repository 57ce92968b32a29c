import {
  firstDayOfMonth,
  isoOfMonth,
  isoWeekOfDay,
  lastDayOfMonth,
  monthOfDay,
  weekdayOfDay,
} from '../../analytics/calendar.ts'
import type { Dimension } from '../metric-query.ts'
import { type DaySpan, isSameSpan, overlap } from './day-span.ts'
import { fiscalQuarterOfMonth, fiscalYearOfMonth, spanOfFiscalQuarter, spanOfFiscalYear } from './fiscal.ts'

export type TimeDimension = Extract<Dimension, 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR'>
export const timeDimensions: readonly TimeDimension[] = ['WEEK', 'MONTH', 'QUARTER', 'YEAR']
export const isTimeDimension = (dimension: Dimension): dimension is TimeDimension =>
  (timeDimensions as readonly Dimension[]).includes(dimension)

/** One step of a series: its days within the period and its keys, one for each time dimension ("2026-08"). */
export interface Bucket extends DaySpan {
  readonly keys: readonly string[]
  /** The period cuts it: it lacks days that its keys stand for. */
  readonly cut: boolean
}

/**
 * The period in steps of the finest of these dimensions, first to last without gaps; one step for the whole period
 * where there are none. Weeks and months together give a step for each combination.
 */
export function timeBuckets(period: DaySpan, asked: readonly TimeDimension[], fiscalYearStart: number): Bucket[] {
  if (asked.length === 0) return [{ ...period, keys: [], cut: false }]
  const buckets: Bucket[] = []
  for (let day = period.from; day <= period.to; ) {
    const units = asked.map(dimension => unitOf(dimension, day, fiscalYearStart))
    const whole = units.reduce<DaySpan>((span, unit) => overlap(span, unit) ?? span, units[0] ?? period)
    const days = overlap(whole, period) ?? period
    buckets.push({ ...days, keys: units.map(unit => unit.key), cut: !isSameSpan(days, whole) })
    day = days.to + 1
  }
  return buckets
}

function unitOf(dimension: TimeDimension, day: number, start: number): DaySpan & { key: string } {
  const month = monthOfDay(day)
  const year = fiscalYearOfMonth(month, start)
  switch (dimension) {
    case 'WEEK': {
      const monday = day - weekdayOfDay(day) + 1
      return { from: monday, to: monday + 6, key: isoWeekOfDay(day) }
    }
    case 'MONTH':
      return { from: firstDayOfMonth(month), to: lastDayOfMonth(month), key: isoOfMonth(month) }
    case 'QUARTER': {
      const quarter = fiscalQuarterOfMonth(month, start)
      return { ...spanOfFiscalQuarter(year, quarter, start), key: `${year}-Q${quarter}` }
    }
    case 'YEAR':
      return { ...spanOfFiscalYear(year, start), key: String(year) }
  }
}
