import type { ReviewRow } from '../sql/review-query.ts'

/** The newest review of each result, by metric and number of the result. */
export type ReviewsByMetric = ReadonlyMap<string, ReadonlyMap<number, ReviewRow>>

/** Months since year 0 stay below it. */
const MONTHS = 65_536

/** The result of a metric of a client (0: the firm) in a month, as one whole number. */
export const resultNumber = (clientId: number, month: number): number => clientId * MONTHS + month

/** The reviews of these metrics, also of those without any. */
export function reviewsByMetric(metrics: readonly string[], rows: readonly ReviewRow[]): ReviewsByMetric {
  const byMetric = new Map(metrics.map(metric => [metric, new Map<number, ReviewRow>()]))
  for (const row of rows) addNewest(byMetric.get(row.metric)!, row)
  return byMetric
}

/** The same with reviews as they are by now. */
export function withReviews(known: ReviewsByMetric, rows: readonly ReviewRow[]): ReviewsByMetric {
  const changed = Map.groupBy(
    rows.filter(({ metric }) => known.has(metric)),
    ({ metric }) => metric,
  )
  const byMetric = new Map(known)
  for (const [metric, newer] of changed) {
    // Copied: somebody may still be answering from the one before.
    const reviews = new Map(known.get(metric))
    for (const row of newer) addNewest(reviews, row)
    byMetric.set(metric, reviews)
  }
  return byMetric
}

/** Of several reviews of a result the newest counts, and of one review what it is by now. */
function addNewest(reviews: Map<number, ReviewRow>, row: ReviewRow): void {
  const result = resultNumber(row.client_id, row.month)
  const known = reviews.get(result)
  if (!known || known.id <= row.id) reviews.set(result, row)
}
