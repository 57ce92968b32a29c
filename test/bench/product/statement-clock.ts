import { performance } from 'node:perf_hooks'
import Sqlite from 'better-sqlite3'

/** Counts the time that this thread spends in statements of SQLite's from now on, their rows made into objects. */
export function statementClock(): { readonly ms: number } {
  const clock = { ms: 0 }
  const database = new Sqlite(':memory:')
  const statement = database.prepare('select 1')
  const timed = (of: Record<string, (...args: unknown[]) => unknown>, name: string) => {
    const original = of[name]
    if (!original) throw new Error(`Counting the time of statements: better-sqlite3 has no ${name}`)
    of[name] = function (this: unknown, ...args) {
      const started = performance.now()
      try {
        return original.apply(this, args)
      } finally {
        clock.ms += performance.now() - started
      }
    }
  }
  for (const name of ['all', 'get', 'run', 'iterate']) timed(Object.getPrototypeOf(statement), name)
  // A row at a time: what is done with it in between is not the database's.
  const rows = statement.iterate()
  timed(Object.getPrototypeOf(rows), 'next')
  rows.return?.()
  database.close()
  return clock
}
