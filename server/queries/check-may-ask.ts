import type { Member } from '../access/policy.ts'
import type { Db } from '../db/tables.ts'
import { Catalogue } from '../metrics/catalogue/catalogue.ts'
import { checkDimensions, checkStaffAccess, visibleMetric } from '../metrics/catalogue/visible-metric.ts'
import { readCustomMetrics } from '../metrics/custom/read-custom-metrics.ts'
import type { MetricQuery } from '../metrics/metric-query.ts'
import { namesStaff } from './saved-query.ts'

/**
 * Throws what asking the query would throw of its metrics, groups and people, without asking it: Forbidden for what the
 * viewer may not see, BadInput (UNKNOWN_METRIC, IMPOSSIBLE_GROUPING) for what does not go. Filters and periods are
 * looked at when it is run, as what they name comes and goes.
 */
export async function checkMayAsk(db: Db, viewer: Member, query: MetricQuery): Promise<void> {
  const catalogue = new Catalogue(await readCustomMetrics(db, viewer.organizationId, null))
  const shown = query.metrics.map(key => visibleMetric(catalogue, viewer, key))
  for (const { metric } of [...(query.having ?? []), ...(query.orderBy ?? [])])
    if (metric !== undefined) visibleMetric(catalogue, viewer, metric)
  checkStaffAccess(viewer, namesStaff(query) ? [...query.groupBy, 'STAFF'] : query.groupBy)
  for (const metric of shown) checkDimensions(metric, query.groupBy, 'grouped')
}
