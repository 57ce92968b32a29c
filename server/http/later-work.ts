import { setImmediate } from 'node:timers/promises'

/** Work that follows an answer: what was refused is written down without the caller waiting, or timing it. */
export interface LaterWork {
  add(work: () => Promise<void>): void
  /** When all of it is done. */
  idle(): Promise<void>
}

/** @param report called with what fails; nothing else can hear of it */
export function createLaterWork(report: (error: unknown) => void): LaterWork {
  const running = new Set<Promise<void>>()
  return {
    add: work => {
      const task = setImmediate().then(work).catch(report)
      running.add(task)
      void task.finally(() => running.delete(task))
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
