import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { DatabaseLocation } from '../db/database.ts'
import type { WriteGate } from '../db/write-gate.ts'
import type { ImportOutcome, ImportProgress, RevertOutcome } from './import-outcome.ts'
import type { ImportLimits } from './importing/import-context.ts'
import type { Imports, RunningImport } from './imports.ts'
import { createProgressFeed, type ProgressFeed } from './progress-feed.ts'
import type { FromWorker, Job, ToWorker, WorkerSettings } from './worker-messages.ts'

export interface ImportsSettings {
  readonly location: DatabaseLocation
  readonly limits: ImportLimits
  readonly writeGate: WriteGate
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number
  /** Milliseconds without work after which the worker ends; absent: two minutes. */
  readonly workerKeptMs?: number
  /** Whether this process answers requests as well: those go first where there are too few processors for both. */
  readonly inBackground?: boolean
}

interface Queued {
  readonly job: Job
  readonly feed: ProgressFeed
  readonly settle: (outcome: ImportOutcome | RevertOutcome) => void
  readonly fail: (error: Error) => void
  /** Resolves when it has ended, however it did. */
  readonly ended: Promise<unknown>
  cancelled: boolean
}

/** Room for what is short-lived: with the default the process reached 590 MB at a million rows, so 510. */
const resourceLimits = { maxYoungGenerationSizeMb: 16 }
/** Started anew, the worker takes half a second; it takes 60 MB and more: kept for what may follow, not for long. */
const WORKER_KEPT_MS = 120_000
/** How long an ended import can still be looked at. */
const KEPT_MS = 3_600_000
const CANCELLED: ImportOutcome = { type: 'Cancelled', message: 'The upload was cancelled; nothing of it was stored' }

// Each thread strips the types of its modules by WebAssembly. V8 keeps one table of machine code for all threads, and
// two of them that replace often-called wrappers at once can end the process ("Check failed: jit_page_->allocations_");
// see https://github.com/nodejs/node/issues/64500. Out of reach of the count that starts it, nothing is replaced.
setFlagsFromString('--wasm-wrapper-tiering-budget=2000000000')

/**
 * Starts the import worker on first use and feeds it one job at a time, in the order they came. The worker ends when
 * there was nothing to do for a while.
 */
export function createImports(settings: ImportsSettings): Imports {
  const stop = new SharedArrayBuffer(4)
  const queue: Queued[] = []
  const kept = new Map<string, { running: RunningImport; endedAt: number | null }>()
  let worker: Worker | null = null
  /** Whether the worker was told to close: what comes now waits for the next one, so that there are never two. */
  let closing = false
  let timer: NodeJS.Timeout | undefined
  let current: Queued | null = null
  let wrote: () => void = () => undefined

  const post = (message: ToWorker) => worker?.postMessage(message)

  function startWorker(): Worker {
    const { location, limits, inBackground = false } = settings
    const workerData: WorkerSettings = { location, limits, stop, inBackground }
    const started = new Worker(new URL('./import-worker.ts', import.meta.url), { workerData, resourceLimits })
    started.on('message', hear)
    started.on('error', error => endCurrent(job => job.fail(error instanceof Error ? error : new Error(String(error)))))
    started.on('exit', () => {
      worker = null
      closing = false
      wrote()
      endCurrent(job => job.fail(new Error('The import worker stopped; nothing of the upload was stored')))
      next()
    })
    return started
  }

  /** It closes behind what it is still doing: the index of keys is built behind the answer. */
  function closeWorker(): void {
    clearTimeout(timer)
    if (!worker || closing) return
    closing = true
    post({ type: 'close' })
  }

  function hear(message: FromWorker): void {
    if (message.type === 'progress') current?.feed.push(message.progress)
    else if (message.type === 'wantsToWrite') {
      void settings.writeGate.run(
        () =>
          new Promise<void>(resolve => {
            wrote = resolve
            post({ type: 'write' })
          }),
      )
    } else if (message.type === 'wrote') wrote()
    else if (message.type === 'done') endCurrent(job => job.settle(message.outcome))
    else if (message.type === 'failed')
      endCurrent(job => job.fail(Object.assign(new Error(message.message), { stack: message.stack })))
  }

  function endCurrent(end: (job: Queued) => void): void {
    const ended = current
    current = null
    if (!ended) return
    ended.feed.end()
    end(ended)
    next()
  }

  function next(): void {
    clearTimeout(timer)
    while (!current && !closing) {
      const job = queue.shift()
      if (!job) {
        timer = setTimeout(closeWorker, settings.workerKeptMs ?? WORKER_KEPT_MS).unref()
        return
      }
      if (job.cancelled) {
        job.feed.end()
        job.settle(CANCELLED)
        continue
      }
      current = job
      Atomics.store(new Int32Array(stop), 0, 0)
      worker ??= startWorker()
      post({ type: 'run', job: job.job, now: settings.now() })
    }
  }

  function enqueue(job: Job): { queued: Queued; done: Promise<ImportOutcome | RevertOutcome> } {
    const { promise, resolve, reject } = Promise.withResolvers<ImportOutcome | RevertOutcome>()
    const queued: Queued = {
      job,
      feed: createProgressFeed(job.request.uid),
      settle: resolve,
      fail: reject,
      ended: promise.catch(() => undefined),
      cancelled: false,
    }
    queue.push(queued)
    next()
    return { queued, done: promise }
  }

  function follow(job: Job): RunningImport {
    const { queued, done } = enqueue(job)
    let outcome: ImportOutcome | null = null
    const organizationId = job.request.by.organizationId
    const running: RunningImport = {
      uid: job.request.uid,
      organizationId,
      get progress(): ImportProgress {
        return queued.feed.last
      },
      get outcome() {
        return outcome
      },
      done: done.then(ended => {
        outcome = ended as ImportOutcome
        return outcome
      }),
      follow: () => queued.feed.follow(),
      cancel: () => {
        queued.cancelled = true
        if (current === queued) Atomics.store(new Int32Array(stop), 0, 1)
        else next()
      },
    }
    keep(running)
    return running
  }

  function keep(running: RunningImport): void {
    const now = settings.now()
    for (const [key, { endedAt }] of kept) if (endedAt !== null && now - endedAt > KEPT_MS) kept.delete(key)
    const entry: { running: RunningImport; endedAt: number | null } = { running, endedAt: null }
    kept.set(`${running.organizationId}:${running.uid}`, entry)
    const ended = () => {
      entry.endedAt = settings.now()
    }
    running.done.then(ended, ended)
  }

  return {
    start: request => follow({ kind: 'import', request }),
    correct: request => follow({ kind: 'correct', request }),
    revert: async request => (await enqueue({ kind: 'revert', request }).done) as RevertOutcome,
    find: (organizationId, uid) => kept.get(`${organizationId}:${uid}`)?.running,
    close: async () => {
      const running = worker
      if (!running) return
      for (const job of queue) job.cancelled = true
      if (current) {
        Atomics.store(new Int32Array(stop), 0, 1)
        await current.ended
      }
      const exited = new Promise(resolve => running.once('exit', resolve))
      closeWorker()
      await exited
    },
  }
}
