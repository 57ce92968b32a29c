import { BadInput } from '../errors.ts'
import { type MetricQuery, type MetricQueryInput, metricQuery } from './metric-query.ts'

/** A query with its defaults filled. Throws BadInput that names every field that is not as it must be. */
export function parseMetricQuery(input: MetricQueryInput): MetricQuery {
  const parsed = metricQuery.safeParse(input)
  if (parsed.success) return parsed.data
  const found = parsed.error.issues.map(issue => `${issue.path.join('.') || 'the query'}: ${issue.message}`)
  throw new BadInput(`Reading a metric query: ${found.join('; ')}`)
}
