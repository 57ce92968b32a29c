import { performance } from 'node:perf_hooks'
import Sqlite from 'better-sqlite3'

/** Counts the time that this process spends in statements of SQLite's from now on, their rows made into objects. */
export function statementClock(): { readonly ms: number } {
  const clock = { ms: 0 }
  const database = new Sqlite(':memory:')
  const statements = Object.getPrototypeOf(database.prepare('select 1')) as Record<
    string,
    (...args: unknown[]) => unknown
  >
  for (const name of ['all', 'get', 'run']) {
    const original = statements[name]
    if (!original) throw new Error(`Counting the time of statements: better-sqlite3 has no ${name}`)
    statements[name] = function (this: unknown, ...args) {
      const started = performance.now()
      try {
        return original.apply(this, args)
      } finally {
        clock.ms += performance.now() - started
      }
    }
  }
  database.close()
  return clock
}
