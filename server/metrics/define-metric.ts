import type { SqlEntityManager } from '@mikro-orm/sql'
import { type Member, may } from '../access/policy.ts'
import { lockOrganization } from '../db/lock-organization.ts'
import type { WriteGate } from '../db/write-gate.ts'
import { writeIn } from '../db/write-in.ts'
import { BadInput, Forbidden } from '../errors.ts'
import { Catalogue } from './catalogue/catalogue.ts'
import { visibleMetric } from './catalogue/visible-metric.ts'
import { type MetricInput, parseMetricInput } from './custom/metric-input.ts'
import { readCustomMetrics } from './custom/read-custom-metrics.ts'
import { storeVersion } from './custom/store-version.ts'
import type { MetricDefinition } from './metric-table.ts'

/**
 * Defines a metric of the organization's own, or a new version of one: a formula over measures and metrics that from
 * then on behaves as a built-in. It is cost where any input is cost, and groups by what all its inputs group by.
 * Throws Forbidden without metrics:define or where an input is not for the viewer; BadInput for a key that is taken by
 * a built-in, and (INVALID_FORMULA) for a formula that cannot be read, has no unit, or comes back to itself.
 */
export async function defineMetric(
  em: SqlEntityManager,
  viewer: Member,
  input: MetricInput,
  { now, gate }: { readonly now: number; readonly gate: WriteGate },
): Promise<MetricDefinition> {
  if (!may(viewer, 'metrics:define'))
    throw new Forbidden('Defining a metric: it needs metrics:define, which you do not have')
  const { key, ...definition } = parseMetricInput(input)
  if (new Catalogue().find(key))
    throw new BadInput(`Defining a metric: ${key} is built in; choose another key`, 'METRIC_KEY_TAKEN')
  return await writeIn(em, gate, async db => {
    const organization = await lockOrganization(db, viewer.organizationId)
    const others = (await readCustomMetrics(db, viewer.organizationId, null)).filter(metric => metric.key !== key)
    const draft = { ...definition, key, version: 0, benchmarks: [], custom: true }
    const catalogue = new Catalogue([...others, draft])
    const metric = visibleMetric(catalogue, viewer, key)
    if (metric.definition.dimensions.length === 0)
      throw new BadInput(
        `Defining a metric: nothing can group ${key}, as its inputs share no dimension`,
        'INVALID_FORMULA',
      )
    // Metrics that use this one must still hold.
    for (const other of others) catalogue.find(other.key)
    const version = await storeVersion(db, viewer, organization.last_snapshot, { key, definition, retired: false, now })
    return { ...metric.definition, version }
  })
}
