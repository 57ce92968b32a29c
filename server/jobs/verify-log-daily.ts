import type { Anchor } from '../audit/chain-check.ts'
import { readHead } from '../audit/read-head.ts'
import { recordEvent } from '../audit/record-event.ts'
import { verifyLog } from '../audit/verify-log.ts'
import { type Db, dbOf } from '../db/tables.ts'
import type { JobHandler, RunningJob } from './job-handler.ts'

/**
 * Checks an organization's audit log against its head of the time before, so that a cut tail shows as well. What is
 * wrong is written to the log. Answers the verification.
 */
export const verifyLogDaily: JobHandler = async ({ organizationId, id, em, now, write }) => {
  const verification = await verifyLog(dbOf(em), organizationId, await headBefore(dbOf(em), organizationId, id))
  const { problem, head, checked } = verification
  if (problem)
    await write(db =>
      recordEvent(
        db,
        organizationId,
        { userId: null, role: null },
        { at: now(), action: 'audit.problem_found', subject: 'AuditLog', details: { problem, head, checked } },
      ),
    )
  return verification
}

/** Whether there are more entries than are checked within some 20 ms. */
export const isLongLog = async ({ em, organizationId }: RunningJob): Promise<boolean> =>
  ((await readHead(dbOf(em), organizationId))?.seq ?? 0) > 1000

/** The head that the last verification before found sound. */
async function headBefore(db: Db, organizationId: number, id: string): Promise<Anchor | null> {
  const last = await db
    .selectFrom('job')
    .select('result')
    .where('organization_id', '=', organizationId)
    .where('kind', '=', 'audit.verify')
    .where('status', '=', 'DONE')
    .where('id', '<>', id)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (JSON.parse(last?.result ?? 'null') as { head: Anchor | null } | null)?.head ?? null
}
