import type { Db } from '../../db/tables.ts'
import type { JobHandler } from '../../jobs/job-handler.ts'

/** Sessions that ended or ran out are forgotten after so long. */
const KEPT = 30 * 86_400_000

/**
 * Forgets sessions of an organization that ended or ran out a month ago, and where those that ran out since were: that
 * is of use only while they are open. What was done in them is in the audit log. Answers how many were forgotten.
 */
export async function forgetSessions(db: Db, organizationId: number, now: number): Promise<number> {
  await db
    .updateTable('session')
    .set({ address: null, user_agent: null })
    .where('organization_id', '=', organizationId)
    .where('expires_at', '<', now)
    .where('address', 'is not', null)
    .execute()
  const forgotten = await db
    .deleteFrom('session')
    .where('organization_id', '=', organizationId)
    .where(eb => eb.or([eb('expires_at', '<', now - KEPT), eb('revoked_at', '<', now - KEPT)]))
    .executeTakeFirst()
  return Number(forgotten.numDeletedRows)
}

/** Does so every day. */
export const forgetSessionsDaily: JobHandler = async ({ organizationId, now, write }) => ({
  removed: await write(db => forgetSessions(db, organizationId, now())),
})
