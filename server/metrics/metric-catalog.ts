import type { SqlEntityManager } from '@mikro-orm/sql'
import { type Member, may } from '../access/policy.ts'
import { dbOf } from '../db/tables.ts'
import { Forbidden } from '../errors.ts'
import { Catalogue } from './catalogue/catalogue.ts'
import { visibleKeys, visibleMetric } from './catalogue/visible-metric.ts'
import { readCustomMetrics } from './custom/read-custom-metrics.ts'
import type { MetricDefinition } from './metric-table.ts'

/**
 * The definitions that the viewer may see, or those of the given keys, in their order. Throws as a metric query would:
 * BadInput (UNKNOWN_METRIC) for a key there is not, Forbidden for one the viewer may not see.
 */
export async function metricCatalog(
  em: SqlEntityManager,
  viewer: Member,
  keys?: readonly string[] | null,
): Promise<MetricDefinition[]> {
  if (!may(viewer, 'data:read')) throw new Forbidden('Reading metrics: it needs data:read, which you do not have')
  const catalogue = new Catalogue(await readCustomMetrics(dbOf(em), viewer.organizationId, null))
  return (keys ?? visibleKeys(catalogue, viewer)).map(key => visibleMetric(catalogue, viewer, key).definition)
}
