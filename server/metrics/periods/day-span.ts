import { firstDayOfMonth, lastDayOfMonth, monthOfDay } from '../../analytics/calendar.ts'

/** Days since 1970, both included. */
export interface DaySpan {
  readonly from: number
  readonly to: number
}

/** The span from the first day of one month to the last of another. */
export const spanOfMonths = (first: number, last: number): DaySpan => ({
  from: firstDayOfMonth(first),
  to: lastDayOfMonth(last),
})

/** The span widened to whole months. */
export const wholeMonthsOf = (span: DaySpan): DaySpan => spanOfMonths(monthOfDay(span.from), monthOfDay(span.to))

export const isSameSpan = (a: DaySpan, b: DaySpan): boolean => a.from === b.from && a.to === b.to

/** The days both have; null where there are none. */
export function overlap(a: DaySpan, b: DaySpan): DaySpan | null {
  const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)]
  return from <= to ? { from, to } : null
}

export const lengthOf = (span: DaySpan): number => span.to - span.from + 1

/** No days at all, and no months: it starts after it ends. Stands where a series has no counterpart. */
export const noDays: DaySpan = { from: 40, to: 0 }
