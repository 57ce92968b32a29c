import type { Db } from '../db/tables.ts'
import { type JobRecord, jobRecord } from './job-record.ts'

/** Attempts of a job that does not say how many. */
export const DEFAULT_ATTEMPTS = 5

export interface NewJob {
  /** Random, chosen by the caller. A job with an id that exists already is not queued again, ended or not. */
  readonly id: string
  readonly kind: string
  /** Plain data for the handler; personal data by reference only. */
  readonly payload?: unknown
  /** Not before, in milliseconds since 1970; absent: at once. */
  readonly runAt?: number
  readonly maxAttempts?: number
  /** While a job of this kind with this key is unfinished, it stands for the new one. */
  readonly dedupeKey?: string
  readonly createdBy?: number | null
}

/**
 * Queues a job, best inside the transaction of what asks for it: it then exists exactly when that was stored. Answers
 * the job, or the one that stands for it.
 */
export async function enqueueJob(db: Db, organizationId: number, job: NewJob, now: number): Promise<JobRecord> {
  const inserted = await db
    .insertInto('job')
    .values({
      ...{ organization_id: organizationId, id: job.id, kind: job.kind, status: 'QUEUED' },
      payload: JSON.stringify(job.payload ?? null),
      run_at: job.runAt ?? now,
      ...{ lease_owner: null, lease_until: null, attempts: 0, max_attempts: job.maxAttempts ?? DEFAULT_ATTEMPTS },
      ...{ progress_done: 0, progress_total: null, progress_text: null, result: null, error: null },
      ...{ dedupe_key: job.dedupeKey ?? null, cancel_requested: 0, created_by: job.createdBy ?? null },
      ...{ created_at: now, started_at: null, ended_at: null },
    })
    .onConflict(conflict => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  return jobRecord(inserted ?? (await standingFor(db, organizationId, job)))
}

async function standingFor(db: Db, organizationId: number, { id, kind, dedupeKey }: NewJob) {
  return await db
    .selectFrom('job')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where(eb =>
      eb.or([
        eb('id', '=', id),
        eb.and([
          eb('kind', '=', kind),
          eb('dedupe_key', '=', dedupeKey ?? null),
          eb('status', 'in', ['QUEUED', 'RUNNING']),
        ]),
      ]),
    )
    .executeTakeFirstOrThrow()
}
