import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Updateable } from 'kysely'
import type { Db, Tables } from '../db/tables.ts'
import type { WriteGate } from '../db/write-gate.ts'
import { writeIn } from '../db/write-in.ts'
import { ExpectedError } from '../errors.ts'
import { backoff } from './backoff.ts'
import type { Claimed } from './claim-job.ts'
import { GiveUp, type JobHandler } from './job-handler.ts'
import { released, updateHeld } from './lease.ts'

export interface Running {
  readonly em: SqlEntityManager
  readonly gate: WriteGate
  readonly handler: JobHandler
  readonly now: () => number
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>
  readonly leaseMs: number
  /** How long a handler may take to heed that the server stops. */
  readonly graceMs: number
  /** Aborted when the server stops. */
  readonly stopping: AbortSignal
  /** Hears of failures that people are not told the details of. */
  readonly report: (error: unknown, job: Claimed) => void
}

type Reason = 'cancelled' | 'lease lost' | 'stopping'
const PROGRESS_EVERY = 1000

/**
 * Runs the handler of a claimed job to its end: renews the lease meanwhile, and writes what became of it. When the
 * server stops, the job is handed back and the attempt does not count.
 */
export async function runClaimed(running: Running, job: Claimed): Promise<void> {
  const { em, gate, now, sleep, leaseMs } = running
  const abort = new AbortController()
  const stop = (reason: Reason) => abort.abort(reason)
  const onStopping = () => stop('stopping')
  if (running.stopping.aborted) onStopping()
  running.stopping.addEventListener('abort', onStopping)

  /** Writes to the job, and hears on the way whether it is still ours and wanted. */
  async function touch(change: Updateable<Tables['job']>): Promise<void> {
    const held = await writeIn(em, gate, db => updateHeld(db, job, { ...change, lease_until: now() + leaseMs }))
    if (!held) stop('lease lost')
    else if (held.cancel_requested === 1) stop('cancelled')
  }

  const ended = new AbortController()
  const heartbeat = (async () => {
    while (!ended.signal.aborted && abort.signal.reason !== 'lease lost') {
      await sleep(leaseMs / 3, ended.signal)
      if (!ended.signal.aborted) await touch({}).catch(error => running.report(error, job))
    }
  })()

  /** Rejects when the server stops and the handler does not heed it in time: the process is about to end. */
  const outOfGrace = new Promise<never>((_resolve, reject) => {
    abort.signal.addEventListener('abort', async () => {
      if (abort.signal.reason !== 'stopping') return
      await sleep(running.graceMs, ended.signal)
      reject(new Error('The handler went on after the server was asked to stop'))
    })
  })
  outOfGrace.catch(() => undefined)

  let writing = false
  const progress = progressOf(touch, now, abort.signal, () => writing)
  async function write<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return await writeIn(em, gate, async db => {
      abort.signal.throwIfAborted()
      writing = true
      try {
        const answer = await work(db)
        // Last, so that the row is not held for long; if another runner took the job over, this transaction fails.
        if (await updateHeld(db, job, { lease_until: now() + leaseMs })) return answer
      } finally {
        writing = false
      }
      stop('lease lost')
      throw new Error('The lease of the job was lost; nothing of this step was written')
    })
  }

  let outcome: Outcome
  try {
    const handling = running.handler({
      ...{ organizationId: job.organizationId, id: job.id, payload: job.payload, createdBy: job.createdBy },
      ...{ attempt: job.attempts, em: em.fork(), now, signal: abort.signal, progress: progress.report, write },
    })
    outcome = { result: await Promise.race([handling, outOfGrace]), progress: progress.last() }
  } catch (error) {
    outcome = { error }
  }
  running.stopping.removeEventListener('abort', onStopping)
  ended.abort()
  await heartbeat
  const change = changeAfter(job, outcome, abort.signal.reason, now())
  await writeIn(em, gate, db => updateHeld(db, job, change))
  if ('error' in outcome && !abort.signal.aborted) running.report(outcome.error, job)
}

/** Progress that is written at most once a second; the newest is written at the end. */
function progressOf(
  touch: (change: Updateable<Tables['job']>) => Promise<void>,
  now: () => number,
  signal: AbortSignal,
  isWriting: () => boolean,
) {
  let written = Number.NEGATIVE_INFINITY
  let steps: Updateable<Tables['job']> = {}
  return {
    last: () => steps,
    report: async (done: number, total: number | null = null, text: string | null = null) => {
      signal.throwIfAborted()
      steps = { progress_done: done, progress_total: total, progress_text: text }
      // Within a `write` the gate is ours already: waiting for it would never end.
      if (isWriting() || now() - written < PROGRESS_EVERY) return
      written = now()
      await touch(steps)
      signal.throwIfAborted()
    },
  }
}

type Outcome = { readonly result: unknown; readonly progress: Updateable<Tables['job']> } | { readonly error: unknown }

/** What the job's row says after an attempt. */
function changeAfter(
  job: Claimed,
  outcome: Outcome,
  reason: Reason | undefined,
  now: number,
): Updateable<Tables['job']> {
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
