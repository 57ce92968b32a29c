import type { Updateable } from 'kysely'
import type { Tables } from '../db/tables.ts'
import { writeIn } from '../db/write-in.ts'
import { ExpectedError } from '../errors.ts'
import { backoff } from './backoff.ts'
import type { Claimed } from './claim-job.ts'
import { type HeldLease, holdLease, type LeaseSettings, type StopReason } from './hold-lease.ts'
import { GiveUp, type JobHandler } from './job-handler.ts'
import { released, updateHeld } from './lease.ts'

export interface Running extends LeaseSettings {
  readonly handler: JobHandler
  /** How long a handler may take to heed that the server stops, in milliseconds. */
  readonly graceMs: number
}

type Change = Updateable<Tables['job']>
type Outcome = { readonly result: unknown; readonly progress: Change } | { readonly error: unknown }

const PROGRESS_EVERY = 1000

/**
 * Runs the handler of a claimed job to its end, keeping its lease meanwhile, and writes what became of it. When the
 * server stops, the job is handed back and the attempt does not count.
 */
export async function runClaimed(running: Running, job: Claimed): Promise<void> {
  const { em, gate, now, report } = running
  const lease = holdLease(running, job)
  const outcome = await outcomeOf(running, job, lease)
  await lease.end()
  const change = changeAfter(job, outcome, lease.signal.reason, now())
  const written = await writeIn(em, gate, db => updateHeld(db, job, change))
  // A lease that was thought lost and is there: nobody else heard of this failure, and the job's row says it is in the log.
  const expected = lease.signal.aborted && !(written && lease.signal.reason === 'lease lost')
  if ('error' in outcome && !expected) report(outcome.error, job)
}

async function outcomeOf(
  { em, now, handler, sleep, graceMs }: Running,
  job: Claimed,
  lease: HeldLease,
): Promise<Outcome> {
  const { organizationId, id, payload, createdBy, attempts, lease: name } = job
  const { signal, write } = lease
  const progress = progressOf(lease, now)
  // A handler that does not heed the stop is left behind: the process is about to end.
  const outOfGrace = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', async () => {
      if (signal.reason !== 'stopping') return
      await sleep(graceMs, lease.ended)
      reject(new Error('The handler went on after the server was asked to stop'))
    })
  })
  outOfGrace.catch(() => undefined)
  try {
    const handling = handler({
      ...{ organizationId, id, payload, createdBy, attempt: attempts, lease: name },
      ...{ em: em.fork(), now, signal, write, progress: progress.report },
    })
    return { result: await Promise.race([handling, outOfGrace]), progress: progress.last() }
  } catch (error) {
    return { error }
  }
}

/** Progress that is written at most once a second; the newest is written at the end. */
function progressOf(lease: HeldLease, now: () => number) {
  let written = Number.NEGATIVE_INFINITY
  let steps: Change = {}
  return {
    last: () => steps,
    report: async (done: number, total: number | null = null, text: string | null = null) => {
      lease.signal.throwIfAborted()
      steps = { progress_done: done, progress_total: total, progress_text: text }
      // Within a `write` the gate is ours already: waiting for it would never end.
      if (lease.writing || now() - written < PROGRESS_EVERY) return
      written = now()
      await lease.touch(steps)
      lease.signal.throwIfAborted()
    },
  }
}

/** What the job's row says after an attempt. */
function changeAfter(job: Claimed, outcome: Outcome, reason: StopReason | undefined, now: number): Change {
  const over = { ...released, ended_at: now }
  if ('result' in outcome)
    return { ...over, ...outcome.progress, status: 'DONE', result: JSON.stringify(outcome.result ?? null), error: null }
  if (reason === 'stopping') return { ...released, status: 'QUEUED', run_at: now, attempts: job.attempts - 1 }
  if (reason === 'cancelled') return { ...over, status: 'CANCELLED' }
  const error = errorText(outcome.error)
  if (outcome.error instanceof GiveUp || job.attempts >= job.maxAttempts) return { ...over, status: 'FAILED', error }
  return { ...released, status: 'QUEUED', run_at: now + backoff(job.attempts), error }
}

const errorText = (error: unknown): string =>
  error instanceof ExpectedError || error instanceof GiveUp
    ? error.message
    : 'Unexpected error: it was written to the server’s log'
