import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Updateable } from 'kysely'
import type { Db, Tables } from '../db/tables.ts'
import type { WriteGate } from '../db/write-gate.ts'
import { writeIn } from '../db/write-in.ts'
import type { Claimed } from './claim-job.ts'
import type { Sleep } from './follow-job.ts'
import { updateHeld } from './lease.ts'

/** Why a handler is asked to stop. */
export type StopReason = 'cancelled' | 'lease lost' | 'stopping'

export interface LeaseSettings {
  readonly em: SqlEntityManager
  readonly gate: WriteGate
  readonly now: () => number
  readonly sleep: Sleep
  readonly leaseMs: number
  /** Aborted when the server stops. */
  readonly stopping: AbortSignal
  /** Hears of failures that people are not told the details of. */
  readonly report: (error: unknown, job: Claimed) => void
}

/** A job that is kept from other runners for as long as this one works on it. */
export interface HeldLease {
  /** Aborted with a StopReason. */
  readonly signal: AbortSignal
  /** Aborted when the lease is not renewed any more. */
  readonly ended: AbortSignal
  /** Whether a `write` is under way, so that this process's gate is ours. */
  readonly writing: boolean
  /** Writes to the job and renews its lease; hears on the way whether it is still ours and wanted. */
  readonly touch: (change: Updateable<Tables['job']>) => Promise<void>
  /** One transaction that commits only while the lease is ours. */
  readonly write: <T>(work: (db: Db) => Promise<T>) => Promise<T>
  /** Ends the renewing. */
  readonly end: () => Promise<void>
}

/** Renews the lease of a job three times in its length, until `end`. */
export function holdLease({ em, gate, now, sleep, leaseMs, stopping, report }: LeaseSettings, job: Claimed): HeldLease {
  const abort = new AbortController()
  const ended = new AbortController()
  const stop = (reason: StopReason) => abort.abort(reason)
  const onStopping = () => stop('stopping')
  if (stopping.aborted) onStopping()
  stopping.addEventListener('abort', onStopping)
  let writing = false

  const touch: HeldLease['touch'] = async change => {
    const held = await writeIn(em, gate, db => updateHeld(db, job, { ...change, lease_until: now() + leaseMs }))
    if (!held) stop('lease lost')
    else if (held.cancel_requested === 1) stop('cancelled')
  }

  async function renew(): Promise<void> {
    while (!ended.signal.aborted && abort.signal.reason !== 'lease lost') {
      await sleep(leaseMs / 3, ended.signal)
      if (!ended.signal.aborted) await touch({}).catch(error => report(error, job))
    }
  }
  const renewing = renew()

  return {
    signal: abort.signal,
    ended: ended.signal,
    get writing() {
      return writing
    },
    touch,
    write: work =>
      writeIn(em, gate, async db => {
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
      }),
    end: async () => {
      stopping.removeEventListener('abort', onStopping)
      ended.abort()
      await renewing
    },
  }
}
