import { Worker } from 'node:worker_threads'
import type { Columns } from '../columns.ts'
import { stopHere } from '../stop-signal.ts'
import type { ReadAnswer, ReadRequest } from './messages.ts'

/** Long reads of an embedded database, on threads of their own, so that requests are heard meanwhile. */
export interface Readers {
  /** The rows of a statement as columns: of what is committed. They must give no null. */
  read(sql: string, values: readonly unknown[]): Promise<Columns>
  close(): Promise<void>
}

/** More would only take the processor from those who answer. */
const THREADS = 2
/** A thread takes 10 to 20 MB: kept for what may follow, not for long. */
const KEPT_MS = 30_000
const resourceLimits = { maxYoungGenerationSizeMb: 16 }

interface Thread {
  readonly worker: Worker
  readonly waiting: Map<number, PromiseWithResolvers<Columns>>
  timer: NodeJS.Timeout | undefined
}

/** Threads start when they are needed first, and end when nobody has asked them anything for a while. */
export function createReaders(file: string): Readers {
  const threads = new Set<Thread>()
  let reads = 0

  function start(): Thread {
    const worker = new Worker(new URL('./read-thread.ts', import.meta.url), { workerData: file, resourceLimits })
    const thread: Thread = { worker, waiting: new Map(), timer: undefined }
    const fail = (error: Error) => {
      threads.delete(thread)
      for (const { reject } of thread.waiting.values()) reject(error)
      thread.waiting.clear()
    }
    worker.on('message', (answer: ReadAnswer) => {
      const asked = thread.waiting.get(answer.id)
      thread.waiting.delete(answer.id)
      if ('columns' in answer) asked?.resolve(answer.columns)
      else asked?.reject(new Error(`Reading on a thread: ${answer.message}`))
      if (thread.waiting.size === 0) rest(thread)
    })
    worker.on('error', fail)
    worker.on('exit', () => fail(new Error('Reading on a thread: it ended')))
    threads.add(thread)
    return thread
  }

  /** Without work it keeps nothing alive. */
  function rest(thread: Thread): void {
    thread.worker.unref()
    thread.timer = setTimeout(() => void end(thread), KEPT_MS).unref()
  }

  async function end(thread: Thread): Promise<void> {
    threads.delete(thread)
    clearTimeout(thread.timer)
    await thread.worker.terminate()
  }

  /** The one with the least to do; another one where all have something. */
  function leastBusy(): Thread {
    const [least] = [...threads].sort((a, b) => a.waiting.size - b.waiting.size)
    return least && (least.waiting.size === 0 || threads.size === THREADS) ? least : start()
  }

  return {
    read: async (sql, values) => {
      stopHere()
      const thread = leastBusy()
      clearTimeout(thread.timer)
      thread.worker.ref()
      const id = ++reads
      const asked = Promise.withResolvers<Columns>()
      thread.waiting.set(id, asked)
      thread.worker.postMessage({ id, sql, values } satisfies ReadRequest)
      // Others may wait for the same rows: who gave up meanwhile is stopped at the next statement.
      return await asked.promise
    },
    close: async () => {
      await Promise.all([...threads].map(end))
    },
  }
}
