import { AsyncLocalStorage } from 'node:async_hooks'
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { DatabaseLocation } from '../../db/database.ts'
import { withNoTenant } from '../../db/row-level-security/tenant-scope.ts'
import type { WriteGate } from '../../db/write-gate.ts'
import type { JobHandler, RunningJob } from '../job-handler.ts'
import { failureOf } from './sent-failure.ts'
import type { FromJobThread, JobThreadSettings, ToJobThread } from './thread-messages.ts'

export interface JobThreads {
  /** A handler that lets a thread do the work of this kind, with the thread's own handler for it. */
  readonly handler: (kind: string) => JobHandler
  /** Whether a thread is there, so that work for it need not wait until it has started. */
  readonly started: () => boolean
  /** Ends the thread, once jobs have ended. */
  readonly close: () => Promise<void>
}

/** What a thread needs to start takes a second of processor time and 80 MB: kept for what may follow, not for long. */
const KEPT_MS = 30_000
/** Room for what is short-lived; the rest grows as it must. */
const resourceLimits = { maxYoungGenerationSizeMb: 16 }

// Until it has collected once, the heap of a thread grows as if there were memory for nobody else: that of an analysis to
// 112 MB, half of it garbage. Threads started from now on begin to collect at 48; this one has its heap.
setFlagsFromString('--initial-old-space-size=48')

/**
 * A thread with a connection of its own for jobs that compute for long, so that requests are heard meanwhile. It starts
 * with the first such job, and ends when there was none for a while. Leases, progress and the write gate stay here.
 * @param script the module of the thread: it calls `serveJobs`
 */
export function createJobThreads(script: URL, location: DatabaseLocation, gate: WriteGate): JobThreads {
  let current: JobThread | null = null
  let ending: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined

  function end(): void {
    clearTimeout(timer)
    const ended = current
    current = null
    if (ended) ending = Promise.all([ending, ended.close()]).then(() => undefined)
  }

  async function run(kind: string, job: RunningJob): Promise<unknown> {
    clearTimeout(timer)
    // Messages arrive in the scope it is started in, which is not to be that of the organization whose job came first.
    if (!current?.alive) current = withNoTenant(() => startThread(script, location, gate))
    const thread = current
    try {
      return await thread.run(kind, job)
    } finally {
      if (thread === current && thread.idle) {
        clearTimeout(timer)
        timer = setTimeout(end, KEPT_MS).unref()
      }
    }
  }

  return {
    handler: kind => job => run(kind, job),
    started: () => current?.alive ?? false,
    close: async () => {
      end()
      await ending
    },
  }
}

interface JobThread {
  readonly alive: boolean
  readonly idle: boolean
  readonly run: (kind: string, job: RunningJob) => Promise<unknown>
  readonly close: () => Promise<void>
}

function startThread(script: URL, location: DatabaseLocation, gate: WriteGate): JobThread {
  const workerData: JobThreadSettings = { location }
  const worker = new Worker(script, { workerData, resourceLimits })
  const running = new Map<
    number,
    { job: Pick<RunningJob, 'progress'> } & Pick<PromiseWithResolvers<unknown>, 'resolve' | 'reject'>
  >()
  const writing = new Map<number, () => void>()
  let alive = true
  let runs = 0
  const post = (message: ToJobThread) => worker.postMessage(message)
  const exited = new Promise<void>(resolve => worker.once('exit', () => resolve()))

  function fail(error: Error): void {
    alive = false
    for (const { reject } of running.values()) reject(error)
    running.clear()
    // Whatever it was writing is undone with its connection.
    for (const wrote of writing.values()) wrote()
    writing.clear()
  }
  worker.on('error', error => fail(error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', () => fail(new Error('The thread of jobs stopped')))
  worker.on('message', (message: FromJobThread) => {
    if (message.type === 'wantsToWrite') {
      const { turn } = message
      const written = () =>
        new Promise<void>(resolve => {
          if (!alive) return resolve()
          writing.set(turn, resolve)
          post({ type: 'write', turn })
        })
      void gate.run(written)
    } else if (message.type === 'wrote') {
      writing.get(message.turn)?.()
      writing.delete(message.turn)
    } else {
      const found = running.get(message.run)
      if (message.type === 'done') found?.resolve(message.result)
      else if (message.type === 'failed') found?.reject(failureOf(message.failure))
      // Where the job has to stop, its signal says so, too.
      else void found?.job.progress(...message.steps).catch(() => undefined)
    }
  })

  return {
    get alive() {
      return alive
    },
    get idle() {
      return running.size === 0
    },
    run: async (kind, job) => {
      const run = ++runs
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      // Messages arrive in no organization's scope; progress is written in the job's own.
      const inScope = AsyncLocalStorage.snapshot()
      const progress: RunningJob['progress'] = (...steps) => inScope(() => job.progress(...steps))
      running.set(run, { job: { progress }, resolve, reject })
      const stop = () => post({ type: 'stop', run, reason: job.signal.reason })
      job.signal.addEventListener('abort', stop)
      const { organizationId, id, payload, createdBy, attempt, lease } = job
      post({ type: 'run', run, job: { kind, organizationId, id, payload, createdBy, attempt, lease }, now: job.now() })
      try {
        return await promise
      } finally {
        job.signal.removeEventListener('abort', stop)
        running.delete(run)
      }
    },
    close: async () => {
      post({ type: 'close' })
      await exited
    },
  }
}
