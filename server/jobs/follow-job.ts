import type { SqlEntityManager } from '@mikro-orm/sql'
import { dbOf } from '../db/tables.ts'
import { hasEnded, type JobRecord } from './job-record.ts'
import { jobsByIds } from './read-jobs.ts'

/** Waits between looks at a job; any process may be working on it, so the table is the only place to look. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>

const LOOK_EVERY = 500

/** A job as it is now and each time it has changed, until it has ended or the signal is aborted. */
export async function* followJob(
  em: SqlEntityManager,
  organizationId: number,
  id: string,
  sleep: Sleep,
  signal: AbortSignal,
): AsyncGenerator<JobRecord> {
  let seen = ''
  while (!signal.aborted) {
    const job = (await jobsByIds(dbOf(em.fork()), organizationId, [id])).get(id)
    if (!job) return
    const text = JSON.stringify(job)
    if (text !== seen) yield job
    seen = text
    if (hasEnded(job)) return
    await sleep(LOOK_EVERY, signal)
  }
}
