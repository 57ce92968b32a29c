import type { SqlEntityManager } from '@mikro-orm/sql'
import { decodeId } from '../../access/opaque-id.ts'
import { type Member, may } from '../../access/policy.ts'
import { rationalOfDecimal } from '../../analytics/rational.ts'
import { recordEvent } from '../../audit/record-event.ts'
import type { WriteGate } from '../../db/write-gate.ts'
import { writeIn } from '../../db/write-in.ts'
import { BadInput, Forbidden, NotFound } from '../../errors.ts'
import { Catalogue } from '../../metrics/catalogue/catalogue.ts'
import { visibleMetric } from '../../metrics/catalogue/visible-metric.ts'
import { readCustomMetrics } from '../../metrics/custom/read-custom-metrics.ts'
import type { MetricDefinition } from '../../metrics/metric-table.ts'

export interface TargetInput {
  readonly metric: string
  /** In the metric's unit; null takes the target away. */
  readonly value: number | null
  /** Id of a client; null: for everything without a target of its own. */
  readonly clientId: string | null
}

export interface MetricTargetRecord {
  readonly metric: MetricDefinition
  readonly value: number | null
  /** null: everything without a target of its own. */
  readonly clientId: number | null
}

/**
 * Sets what a metric should be, or takes that away. Throws Forbidden without metrics:define or where the metric is not
 * for the viewer, NotFound for a client that is not there, BadInput for an unknown metric or a value that is no decimal.
 */
export async function setTarget(
  em: SqlEntityManager,
  viewer: Member,
  { metric: key, value, clientId }: TargetInput,
  { now, gate }: { readonly now: number; readonly gate: WriteGate },
): Promise<MetricTargetRecord> {
  if (!may(viewer, 'metrics:define'))
    throw new Forbidden('Setting a target: it needs metrics:define, which you do not have')
  if (value !== null && !rationalOfDecimal(String(value)))
    throw new BadInput(`Setting a target of ${key}: ${value} is no decimal; send a number such as 45 or 0.25`)
  const { organizationId } = viewer
  return await writeIn(em, gate, async db => {
    const { definition } = visibleMetric(new Catalogue(await readCustomMetrics(db, organizationId, null)), viewer, key)
    const client = clientId === null ? 0 : Number(decodeId(clientId, 'Client', organizationId)?.[0] ?? Number.NaN)
    const known =
      client === 0 && clientId === null
        ? true
        : Number.isSafeInteger(client) &&
          (await db
            .selectFrom('client')
            .select('id')
            .where('organization_id', '=', organizationId)
            .where('id', '=', client)
            .executeTakeFirst())
    if (!known) throw new NotFound(`Setting a target of ${key}: there is no client "${clientId}"`)
    await recordEvent(db, organizationId, viewer, {
      at: now,
      action: value === null ? 'target.removed' : 'target.set',
      subject: `Metric:${key}`,
      details: { client: client === 0 ? null : client, value: value === null ? null : String(value) },
    })
    await db
      .deleteFrom('metric_target')
      .where('organization_id', '=', organizationId)
      .where('metric', '=', key)
      .where('client_id', '=', client)
      .execute()
    if (value !== null)
      await db
        .insertInto('metric_target')
        .values({
          organization_id: organizationId,
          metric: key,
          client_id: client,
          value: String(value),
          updated_by: viewer.userId,
          updated_at: now,
        })
        .execute()
    // Answers that compare with it are of a new state of the data.
    await db
      .updateTable('organization')
      .set(eb => ({ data_version: eb('data_version', '+', 1) }))
      .where('id', '=', organizationId)
      .execute()
    return { metric: definition, value, clientId: client === 0 ? null : client }
  })
}
