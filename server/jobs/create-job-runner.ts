import type { SqlEntityManager } from '@mikro-orm/sql'
import { withoutTenant, withTenant } from '../db/row-level-security/tenant-scope.ts'
import type { WriteGate } from '../db/write-gate.ts'
import { type Claimed, claimJob } from './claim-job.ts'
import type { JobHandler } from './job-handler.ts'
import { runClaimed } from './run-claimed.ts'
import { enqueueSlot, type Schedule, slotOf } from './schedule.ts'

export interface JobRunnerSettings {
  /** The database; every piece of work forks it. */
  readonly em: SqlEntityManager
  readonly gate: WriteGate
  /** What this process can do, by kind. Jobs of other kinds are left to other processes. */
  readonly handlers: Readonly<Record<string, JobHandler>>
  readonly schedules?: readonly Schedule[]
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number
  /** Resolves after so many milliseconds of that clock, or as soon as the signal is aborted; never rejects. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** Random name of this runner; two runners never have the same. */
  readonly owner: string
  /** Hears of unexpected failures; without a job: of looking for work. */
  readonly report: (error: unknown, job: Claimed | null) => void
  /** Jobs at a time; 1 when absent. */
  readonly concurrency?: number
  /** Milliseconds after which the job of a runner that was killed is taken over; a minute when absent. */
  readonly leaseMs?: number
  /** Milliseconds that a handler has to heed that the server stops; ten seconds when absent. */
  readonly graceMs?: number
  /** Milliseconds between looks for work; a second when absent. */
  readonly pollMs?: number
}

export interface JobRunner {
  /** Begins to work on what is queued, until it is stopped. */
  start(): void
  /** Does one job that is due, if there is one; answers whether there was. For tests and commands. */
  runOne(): Promise<boolean>
  /** Takes no more jobs, asks those that run to stop, and hands back what they did not finish. */
  stop(): Promise<void>
}

/** Works on the queue of the database, together with any other process that does so. */
export function createJobRunner(settings: JobRunnerSettings): JobRunner {
  const { em, gate, handlers, schedules = [], now, sleep, report } = settings
  const { owner, concurrency = 1, leaseMs = 60_000, pollMs = 1_000, graceMs = 10_000 } = settings
  const kinds = Object.keys(handlers)
  const stopping = new AbortController()
  const slots = new Map<string, number>()
  let loops: Promise<void>[] = []

  async function enqueueDue(): Promise<void> {
    for (const schedule of schedules) {
      const slot = slotOf(schedule, now())
      if (slots.get(schedule.key) === slot) continue
      await enqueueSlot(em, gate, schedule, now())
      slots.set(schedule.key, slot)
    }
  }

  async function runOne(): Promise<boolean> {
    const job = await withoutTenant('job queue', async () => {
      await enqueueDue()
      return await claimJob(em, gate, { kinds, owner, leaseMs }, now())
    })
    const handler = job && handlers[job.kind]
    if (!job || !handler) return false
    const running = { em, gate, handler, now, sleep, leaseMs, graceMs, stopping: stopping.signal, report }
    await withTenant(job.organizationId, () => runClaimed(running, job))
    return true
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      const worked = await runOne().catch(error => {
        report(error, null)
        return false
      })
      if (!worked) await sleep(pollMs, stopping.signal)
    }
  }

  return {
    start: () => {
      if (loops.length === 0) loops = Array.from({ length: concurrency }, loop)
    },
    runOne,
    stop: async () => {
      stopping.abort()
      await Promise.all(loops)
    },
  }
}
