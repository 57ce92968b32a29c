import type { Member } from '../../access/policy.ts'
import { appendEvent } from '../../audit/append-event.ts'
import type { Db } from '../../db/tables.ts'
import type { StoredDefinition } from './read-custom-metrics.ts'

export interface NewVersion {
  readonly key: string
  readonly definition: StoredDefinition
  readonly retired: boolean
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * Appends a version of a metric, says so in the log, and gives the data a new version. The transaction must hold the
 * organization's row.
 * @param lastSnapshot number of the newest snapshot: the definition is in force from there on
 * @returns the number of the version
 */
export async function storeVersion(
  db: Db,
  viewer: Member,
  lastSnapshot: number,
  { key, definition, retired, now }: NewVersion,
): Promise<number> {
  const { organizationId, userId, role } = viewer
  const last = await db
    .selectFrom('metric_version')
    .select(eb => eb.fn.max('version').as('version'))
    .where('organization_id', '=', organizationId)
    .where('key', '=', key)
    .executeTakeFirst()
  const version = Number(last?.version ?? 0) + 1
  await db
    .insertInto('metric_version')
    .values({
      organization_id: organizationId,
      key,
      version,
      definition: JSON.stringify(definition),
      since_snapshot: lastSnapshot,
      created_by: userId,
      created_at: now,
      retired: retired ? 1 : 0,
    })
    .execute()
  await db
    .updateTable('organization')
    .set(eb => ({ data_version: eb('data_version', '+', 1) }))
    .where('id', '=', organizationId)
    .execute()
  await appendEvent(db, organizationId, {
    at: now,
    actorId: userId,
    role,
    action: retired ? 'metric.retired' : 'metric.defined',
    subject: `Metric:${key}`,
    details: retired ? { version } : { version, ...definition },
  })
  return version
}
