import type { Database as NativeSqlite, Statement } from 'better-sqlite3'

/** So many statements are kept; the one not asked for longest goes. */
const KEPT = 200

/**
 * Lets a connection of the embedded database prepare what it reads once, not each time: preparing takes 10 to 100 µs,
 * longer than most of these statements run. To be called when its tables are up to date.
 */
export function keepStatements(connection: NativeSqlite): void {
  const prepare = connection.prepare.bind(connection) as (text: string) => Statement
  const known = new Map<string, Statement>()
  const prepared = (text: string): Statement => {
    if (!/^\s*(select|with)\b/i.test(text)) return prepare(text)
    const kept = known.get(text)
    // One that is being stepped through cannot be run a second time meanwhile.
    if (kept?.busy) return prepare(text)
    const statement = kept ?? prepare(text)
    known.delete(text)
    known.set(text, statement)
    if (known.size > KEPT) known.delete(known.keys().next().value!)
    return statement
  }
  connection.prepare = prepared as typeof connection.prepare
}
