import type { Selectable, Updateable } from 'kysely'
import type { Db, Tables } from '../db/tables.ts'
import type { Claimed } from './claim-job.ts'

type JobRow = Tables['job']

/**
 * Changes a job that is held under a lease. Null when the lease is lost: the job was taken over after its time ran
 * out, and nothing is changed.
 */
export async function updateHeld(
  db: Db,
  { organizationId, id, lease }: Pick<Claimed, 'organizationId' | 'id' | 'lease'>,
  change: Updateable<JobRow>,
): Promise<Selectable<JobRow> | null> {
  const row = await db
    .updateTable('job')
    .set(change)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('lease_owner', '=', lease)
    .where('status', '=', 'RUNNING')
    .returningAll()
    .executeTakeFirst()
  return row ?? null
}

/** What becomes of a job when its attempt ends. */
export const released = { lease_owner: null, lease_until: null } as const
