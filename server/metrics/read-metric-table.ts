import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Member } from '../access/policy.ts'
import type { MetricQueryInput } from './metric-query.ts'
import type { MetricTable } from './metric-table.ts'
import { parseMetricQuery } from './parse-metric-query.ts'
import { readAnswer } from './plan/answer.ts'
import { openReading, readDataVersion } from './plan/open-reading.ts'
import { tablePlan } from './plan/table-plan.ts'
import { metricTableOf, provenAnswer } from './results/metric-table-of.ts'

/** Tries before a table is read as of the newest snapshot at that moment, which later ones do not touch. */
const TRIES = 3

/**
 * Answers a metric query: one table, each value with its proof.
 *
 * Values: null is not zero. Rows: groups with any fact in the period (or the time compared with), filled over the time
 * dimension. Totals: over all that `where` and the period select, before `having` and paging, worked out from measures.
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
  for (let attempt = 1; ; attempt++) {
    const pinned = attempt > TRIES
    const { reading, catalogue, asOf, dataVersion } = await openReading(em, viewer, query, now, pinned)
    const answer = await readAnswer(reading, catalogue, tablePlan(query, catalogue, viewer))
    const table = await metricTableOf(reading, await provenAnswer(reading, answer), asOf)
    // An upload in between would mix two states of the data: read again.
    if (!pinned && (await readDataVersion(em, viewer.organizationId)) !== dataVersion) continue
    // Assigned, not spread: a spread would work out the flat rows.
    return Object.assign(table, { durationMs: performance.now() - started })
  }
}
