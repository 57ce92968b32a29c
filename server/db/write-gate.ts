/**
 * Lets one writer of this process at a time through. The embedded database has one writer: while the import worker
 * holds its transaction, a write on the main connection would block the event loop until that ends. Whoever writes
 * therefore waits here first, without blocking anyone.
 */
export interface WriteGate {
  /** Runs the work when all work before it has ended, whatever became of that. */
  run<T>(work: () => Promise<T>): Promise<T>
  /** When everything that waits now has ended. */
  idle(): Promise<void>
}

export function createWriteGate(): WriteGate {
  let last: Promise<unknown> = Promise.resolve()
  return {
    run: work => {
      const result = last.then(work)
      last = result.catch(() => undefined)
      return result
    },
    idle: async () => {
      let seen: Promise<unknown> | undefined
      while (seen !== last) {
        seen = last
        await seen
      }
    },
  }
}
