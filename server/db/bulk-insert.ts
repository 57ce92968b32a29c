import type { SqlEntityManager } from '@mikro-orm/sql'
import type { SqliteConnection } from '@mikro-orm/sqlite'
import type { Database as NativeSqlite, Statement } from 'better-sqlite3'
import { CompiledQuery } from 'kysely'
import { dialectOf } from './dialect.ts'
import { dbOf } from './tables.ts'

export interface BulkColumn {
  readonly name: string
  readonly type: 'int' | 'text'
}

export type BulkValue = string | number | null

/** Takes rows as arrays in the order of the columns. */
export type BulkInsert = (rows: readonly (readonly BulkValue[])[]) => Promise<void>

/** SQLite: VALUES lists of so many rows win over single rows and over longer lists. */
const ROWS_A_STATEMENT = 100

/** The fastest way each dialect has to add many rows to one table, on the entity manager's own connection. */
export async function bulkInsert(
  em: SqlEntityManager,
  table: string,
  columns: readonly BulkColumn[],
): Promise<BulkInsert> {
  const names = columns.map(column => column.name).join(', ')
  if (dialectOf(em) === 'postgresql') {
    const arrays = columns.map((column, i) => `$${i + 1}::${column.type === 'int' ? 'bigint' : 'text'}[]`).join(', ')
    const statement = `insert into ${table} (${names}) select * from unnest(${arrays})`
    return async rows => {
      if (rows.length === 0) return
      const values = columns.map((_, i) => rows.map(row => row[i] ?? null))
      await dbOf(em).executeQuery(CompiledQuery.raw(statement, values))
    }
  }
  const native = await nativeSqlite(em)
  const one = `(${columns.map(() => '?').join(', ')})`
  const statementOf = (count: number) =>
    native.prepare(`insert into ${table} (${names}) values ${Array(count).fill(one).join(', ')}`)
  const many: Statement = statementOf(ROWS_A_STATEMENT)
  const single: Statement = statementOf(1)
  return async rows => {
    let at = 0
    for (; at + ROWS_A_STATEMENT <= rows.length; at += ROWS_A_STATEMENT) {
      many.run(...rows.slice(at, at + ROWS_A_STATEMENT).flat())
    }
    for (; at < rows.length; at++) single.run(...(rows[at] ?? []))
  }
}

/** The embedded database's own connection behind an entity manager, for what is done a million times. */
export const nativeSqlite = async (em: SqlEntityManager): Promise<NativeSqlite> =>
  (await (em.getConnection() as unknown as SqliteConnection).getNativeClient()) as NativeSqlite
