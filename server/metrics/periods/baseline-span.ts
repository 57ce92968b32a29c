import { firstDayOfMonth, lastDayOfMonth, monthOfDay, weekdayOfDay } from '../../analytics/calendar.ts'
import { type DaySpan, isSameSpan, lengthOf, spanOfMonths, wholeMonthsOf } from './day-span.ts'

/** The time before: as many whole months before whole months (a month, quarter, year), else as many days. */
export function previousSpan(span: DaySpan): DaySpan {
  if (!isSameSpan(span, wholeMonthsOf(span))) return { from: span.from - lengthOf(span), to: span.from - 1 }
  const [first, last] = [monthOfDay(span.from), monthOfDay(span.to)]
  return spanOfMonths(first - (last - first + 1), first - 1)
}

/**
 * The same days a year before: months for months, ISO weeks for weeks (52 weeks earlier, so that weekdays meet), else
 * the same dates, where February 29 becomes 28.
 */
export function spanOneYearBefore(span: DaySpan): DaySpan {
  if (isSameSpan(span, wholeMonthsOf(span))) return spanOfMonths(monthOfDay(span.from) - 12, monthOfDay(span.to) - 12)
  if (weekdayOfDay(span.from) === 1 && weekdayOfDay(span.to) === 7) return { from: span.from - 364, to: span.to - 364 }
  return { from: dayOneYearBefore(span.from), to: dayOneYearBefore(span.to) }
}

function dayOneYearBefore(day: number): number {
  const month = monthOfDay(day)
  return Math.min(firstDayOfMonth(month - 12) + (day - firstDayOfMonth(month)), lastDayOfMonth(month - 12))
}
