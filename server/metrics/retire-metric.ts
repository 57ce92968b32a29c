import type { SqlEntityManager } from '@mikro-orm/sql'
import { type Member, may } from '../access/policy.ts'
import { lockOrganization } from '../db/lock-organization.ts'
import type { WriteGate } from '../db/write-gate.ts'
import { writeIn } from '../db/write-in.ts'
import { BadInput, Forbidden, NotFound } from '../errors.ts'
import { Catalogue } from './catalogue/catalogue.ts'
import { readCustomMetrics } from './custom/read-custom-metrics.ts'
import { storeVersion } from './custom/store-version.ts'

/**
 * Takes a metric of the organization's own out of use; earlier definitions stay for questions about then. Throws
 * Forbidden without metrics:define, NotFound where there is no such metric, BadInput (METRIC_IN_USE) where other
 * metrics are made of it.
 */
export async function retireMetric(
  em: SqlEntityManager,
  viewer: Member,
  key: string,
  { now, gate }: { readonly now: number; readonly gate: WriteGate },
): Promise<void> {
  if (!may(viewer, 'metrics:define'))
    throw new Forbidden('Retiring a metric: it needs metrics:define, which you do not have')
  await writeIn(em, gate, async db => {
    const organization = await lockOrganization(db, viewer.organizationId)
    const metrics = await readCustomMetrics(db, viewer.organizationId, null)
    const metric = metrics.find(candidate => candidate.key === key)
    if (!metric) throw new NotFound(`Retiring a metric: there is no metric "${key}" of your own`)
    const catalogue = new Catalogue(metrics)
    const users = metrics.filter(other => catalogue.find(other.key)!.definition.inputs.includes(key))
    if (users.length > 0)
      throw new BadInput(
        `Retiring the metric ${key}: ${users.map(user => user.key).join(', ')} uses it; change that first`,
        'METRIC_IN_USE',
      )
    const { name, description, formula, direction, minimumSample } = metric
    const definition = { name, description, formula, direction, minimumSample }
    await storeVersion(db, viewer, organization.last_snapshot, { key, definition, retired: true, now })
  })
}
