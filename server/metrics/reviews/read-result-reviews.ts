import { monthOfDay } from '../../analytics/calendar.ts'
import { previousSpan } from '../periods/baseline-span.ts'
import type { DaySpan } from '../periods/day-span.ts'
import type { Reading } from '../plan/reading.ts'
import type { TablePlan } from '../plan/table-plan.ts'
import { pastReviewQuery, reviewQuery } from '../sql/review-query.ts'
import { ResultReviews } from './result-reviews.ts'

/**
 * The decisions about the cells of a question, in one query, and none where no cell lies within a month.
 * @param windows of its cells, and of those they are compared with
 */
export async function readResultReviews(
  reading: Reading,
  { metrics, decides }: TablePlan,
  windows: readonly DaySpan[],
): Promise<ResultReviews> {
  const before = metrics.some(metric => metric.breakdowns.has('PREVIOUS')) ? windows.map(previousSpan) : []
  const months = [...windows, ...before].flatMap(({ from, to }) =>
    from <= to && monthOfDay(from) === monthOfDay(to) ? [monthOfDay(from)] : [],
  )
  if (months.length === 0) return new ResultReviews([], decides)
  const { db, tenant } = reading
  const keys = new Set(
    metrics.flatMap(({ definition, measures }) => [definition.key, ...measures.map(({ key }) => key)]),
  )
  const firstMonth = months.reduce((a, b) => Math.min(a, b))
  const lastMonth = months.reduce((a, b) => Math.max(a, b))
  const wanted = { metrics: [...keys], firstMonth, lastMonth }
  const at = tenant.at ?? null
  const rows = await (at === null
    ? reviewQuery(db, tenant, wanted).execute()
    : pastReviewQuery(db, tenant, wanted, at).execute())
  return new ResultReviews(rows, decides)
}
