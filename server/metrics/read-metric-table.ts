import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Member } from '../access/policy.ts'
import type { MetricQueryInput } from './metric-query.ts'
import type { MetricTable } from './metric-table.ts'
import { parseMetricQuery } from './parse-metric-query.ts'
import { readAnswer } from './plan/answer.ts'
import { readSteadily } from './plan/read-steadily.ts'
import { tablePlan } from './plan/table-plan.ts'
import { metricTableOf, provenAnswer } from './results/metric-table-of.ts'

/**
 * Answers a metric query: one table, each value with its proof.
 *
 * Values: null is not zero. Rows: groups with any fact in the period (or in the time or budget compared with), filled
 * over the time dimension; a question without groups has its one row or series. Totals: over all that `where` and the
 * period select, before `having` and paging, worked out from measures.
 *
 * Throws Forbidden (a metric, STAFF or BUDGET the viewer may not see), NotFound (a snapshot that is not there) and
 * BadInput with the codes UNKNOWN_METRIC, IMPOSSIBLE_GROUPING, IMPOSSIBLE_COMPARISON, UNKNOWN_FILTER_VALUE,
 * INVALID_PERIOD, INVALID_AS_OF, TOO_MANY_ROWS, BAD_USER_INPUT.
 * @param options.now milliseconds since 1970: decides today, for relative periods and what is overdue
 */
export async function readMetricTable(
  em: SqlEntityManager,
  viewer: Member,
  input: MetricQueryInput,
  { now }: { readonly now: number },
): Promise<MetricTable> {
  const started = performance.now()
  const query = parseMetricQuery(input)
  const table = await readSteadily(em, viewer, query, now, async ({ reading, catalogue, asOf }) => {
    const answer = await readAnswer(reading, catalogue, tablePlan(query, catalogue, viewer))
    return await metricTableOf(reading, await provenAnswer(reading, answer), asOf)
  })
  // Assigned, not spread: a spread would work out the rows.
  return Object.assign(table, { durationMs: performance.now() - started })
}
