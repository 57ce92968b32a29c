import { monthOfDay } from '../../analytics/calendar.ts'
import type { RowFilter } from '../filters/row-filter.ts'
import { previousSpan } from '../periods/baseline-span.ts'
import type { DaySpan } from '../periods/day-span.ts'
import type { Reading } from '../plan/reading.ts'
import type { TablePlan } from '../plan/table-plan.ts'
import { pastReviewQuery, reviewQuery } from '../sql/review-query.ts'
import { ResultReviews } from './result-reviews.ts'
import { reviewsByMetric } from './reviews-by-metric.ts'

/**
 * The decisions about the cells of a question: those that are kept, else one query, and none where no cell lies within a
 * month.
 * @param filter cells can be about its clients only
 * @param windows of its cells, and of those they are compared with
 */
export async function readResultReviews(
  reading: Reading,
  { metrics, decides }: TablePlan,
  filter: RowFilter,
  windows: readonly DaySpan[],
): Promise<ResultReviews> {
  const before = metrics.some(metric => metric.breakdowns.has('PREVIOUS')) ? windows.map(previousSpan) : []
  const months = [...windows, ...before].flatMap(({ from, to }) =>
    from <= to && monthOfDay(from) === monthOfDay(to) ? [monthOfDay(from)] : [],
  )
  if (months.length === 0) return new ResultReviews(new Map(), decides)
  const { db, dialect, tenant } = reading
  const keys = [
    ...new Set(metrics.flatMap(({ definition, measures }) => [definition.key, ...measures.map(({ key }) => key)])),
  ]
  const clients = clientsOf(filter)
  const at = tenant.at ?? null
  const { keptReviews } = reading
  // Of a few clients they are read as quickly as the kept ones are brought up to date, unless these are there anyway.
  if (at === null && keptReviews && (clients === null || keptReviews.has(keys))) {
    const kept = await keptReviews.read(db, dialect, tenant, keys)
    if (kept) return new ResultReviews(kept, decides)
  }
  const first = months.reduce((a, b) => Math.min(a, b))
  const last = months.reduce((a, b) => Math.max(a, b))
  const wanted = { metrics: keys, months: [first, last] as const, clients }
  const rows = await (at === null
    ? reviewQuery(db, tenant, wanted).execute()
    : pastReviewQuery(db, tenant, wanted, at).execute())
  return new ResultReviews(reviewsByMetric(keys, rows), decides)
}

/** More are as well read with all others: statements take so many values. */
const MOST_CLIENTS = 500

/** The clients that a filter names; null: any. */
function clientsOf({ all }: RowFilter): readonly number[] | null {
  const named = all.find(({ column }) => column === 'client_id')
  return named && named.values.size <= MOST_CLIENTS ? [...named.values].map(Number) : null
}
