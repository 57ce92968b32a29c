import type { Member } from '../access/policy.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { Db } from '../db/tables.ts'
import { NotFound } from '../errors.ts'
import { hasEnded, type JobRecord, jobRecord } from './job-record.ts'

/**
 * Cancels a job, inside the caller's transaction: one that waits never starts, one that runs is asked to stop and ends
 * as CANCELLED when its handler heeds that. Cancelling one that has ended changes nothing. Throws NotFound.
 */
export async function cancelJob(db: Db, viewer: Member, id: string, now: number): Promise<JobRecord> {
  const { organizationId } = viewer
  const job = await db
    .selectFrom('job')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!job) throw new NotFound('Cancelling a job: there is no such job')
  if (hasEnded(job)) return jobRecord(job)
  await recordEvent(db, organizationId, viewer, {
    at: now,
    action: 'job.cancelled',
    subject: `Job:${id}`,
    details: { kind: job.kind },
  })
  const ofJob = db.updateTable('job').where('organization_id', '=', organizationId).where('id', '=', id)
  await ofJob.set({ status: 'CANCELLED', ended_at: now }).where('status', '=', 'QUEUED').execute()
  await ofJob.set({ cancel_requested: 1 }).where('status', '=', 'RUNNING').execute()
  const after = await db
    .selectFrom('job')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return jobRecord(after)
}
