import { firstDayOfMonth, lastDayOfMonth, monthOfDay } from '../../analytics/calendar.ts'
import type { DaySpan } from '../periods/day-span.ts'

export interface CoverageInput {
  readonly span: DaySpan
  readonly today: number
  /** Months of the span that have rows. */
  readonly present: number
  /** First and last month with rows of the same client (or whatever the group is); null: it has none. */
  readonly activity: { readonly first: number; readonly last: number } | null
  /** First and last month of the whole dataset. */
  readonly dataset: { readonly first: number; readonly last: number }
}

/**
 * The share of the span that the data covers, 0 to 1: months with rows ÷ months in which rows are expected, which are
 * those between the group's own first and last activity, those before the dataset begins, and those that are over and
 * later than anything uploaded; times the part of the span that has passed.
 */
export function coverage({ span, today, present, activity, dataset }: CoverageInput): number {
  if (span.to < span.from || span.from > today) return 0
  let expected = 0
  const last = monthOfDay(Math.min(span.to, today))
  for (let month = monthOfDay(span.from); month <= last; month++) {
    const active = activity !== null && activity.first <= month && month <= activity.last
    const late = month > dataset.last && lastDayOfMonth(month) < today
    if (active || late || month < dataset.first) expected++
  }
  const elapsed = span.to < today ? 1 : (today - span.from + 1) / (span.to - span.from + 1)
  return (expected === 0 ? 1 : Math.min(1, present / expected)) * elapsed
}

/** For what is known whole from its first day on (licenses, staff): the share of the span's days since then. */
export function coverageSince(span: DaySpan, firstDay: number | null): number {
  if (firstDay === null || span.to < span.from) return 0
  const from = Math.max(span.from, firstDay)
  const whole = { from: firstDayOfMonth(monthOfDay(span.from)), to: lastDayOfMonth(monthOfDay(span.to)) }
  return from > span.to ? 0 : from <= whole.from ? 1 : (span.to - from + 1) / (span.to - span.from + 1)
}
