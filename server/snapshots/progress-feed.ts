import type { ImportProgress } from './import-outcome.ts'

/** The progress of one import, for any number of listeners that may come at any time. */
export interface ProgressFeed {
  readonly last: ImportProgress
  push(progress: ImportProgress): void
  /** Says DONE and ends every listener. */
  end(): void
  /** From the last known progress to the end; a slow listener misses steps, never the last one. */
  follow(): AsyncIterable<ImportProgress>
}

export function createProgressFeed(uid: string): ProgressFeed {
  let last: ImportProgress = { uid, stage: 'QUEUED', rows: 0, total: null }
  let changed = Promise.withResolvers<void>()
  const set = (progress: ImportProgress) => {
    last = progress
    changed.resolve()
    changed = Promise.withResolvers<void>()
  }
  return {
    get last() {
      return last
    },
    push: set,
    end: () => set({ ...last, stage: 'DONE' }),
    async *follow() {
      let seen: ImportProgress | null = null
      while (seen?.stage !== 'DONE') {
        const waiting = changed.promise
        if (last === seen) await waiting
        seen = last
        yield seen
      }
    },
  }
}
