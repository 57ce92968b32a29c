import type { SqlEntityManager } from '@mikro-orm/sql'
import Sqlite, { type Statement } from 'better-sqlite3'
import { CompiledQuery } from 'kysely'
import type { DatabaseLocation } from './database.ts'
import { dbOf } from './tables.ts'

type Value = string | number

/** Reads of a row that every request asks for. */
export interface QuickReads {
  /**
   * The first row, not to be changed; undefined: there is none. Only what is committed is seen, and all of it.
   * @param sql with $1, $2, … for the values, in both dialects
   */
  first<T>(sql: string, values: readonly Value[]): Promise<T | undefined>
  close(): void
}

/** So many rows of a statement are kept. */
const KEPT = 10_000

/**
 * Reads by prepared statements. On the embedded database they have a connection of their own: the main one is held by
 * whoever writes, and shows what may yet be undone. Rows are kept until anybody commits anything, in whichever process:
 * two of them took a seventh of a request whose answer is known, asking for that twice takes half as much.
 * @param em for PostgreSQL, and for a database in memory, which no second connection can open
 */
export function createQuickReads(em: SqlEntityManager, location: DatabaseLocation): QuickReads {
  if ('url' in location || location.file === ':memory:') {
    return {
      first: async <T>(sql: string, values: readonly Value[]) => {
        const { text, order } = 'url' in location ? { text: sql, order: null } : withoutNumbers(sql)
        const given = order ? order.map(place => values[place]!) : [...values]
        const { rows } = await dbOf(em.fork()).executeQuery<T>(CompiledQuery.raw(text, given))
        return rows[0]
      },
      close: () => undefined,
    }
  }
  const connection = new Sqlite(location.file, { readonly: true })
  // Another number once any other connection has committed; this one never writes.
  const version = connection.prepare('pragma data_version').pluck()
  let seen: unknown
  const prepared = new Map<string, Prepared>()
  return {
    first: async <T>(sql: string, values: readonly Value[]) => {
      let known = prepared.get(sql)
      if (!known) {
        const { text, order } = withoutNumbers(sql)
        known = { statement: connection.prepare(text), order, rows: new Map() }
        prepared.set(sql, known)
      }
      const now = version.get()
      if (now !== seen) {
        for (const { rows } of prepared.values()) rows.clear()
        seen = now
      }
      const key = JSON.stringify(values)
      const kept = known.rows.get(key)
      if (kept !== undefined) return kept as T
      // Where somebody commits between the two, the row is newer than the version it is kept for: it goes with it.
      const row = known.statement.get(...known.order.map(place => values[place]!)) as T | undefined
      if (row === undefined) return undefined
      if (known.rows.size >= KEPT) known.rows.clear()
      known.rows.set(key, Object.freeze(row))
      return row
    },
    close: () => void connection.close(),
  }
}

interface Prepared {
  readonly statement: Statement
  readonly order: readonly number[]
  /** By their values as JSON. */
  readonly rows: Map<string, unknown>
}

/** The embedded database's driver takes values by their place only: the same statement with ? and the places of values. */
function withoutNumbers(sql: string): { text: string; order: number[] } {
  const order: number[] = []
  const text = sql.replaceAll(/\$(\d+)/g, (_, number: string) => {
    order.push(Number(number) - 1)
    return '?'
  })
  return { text, order }
}
