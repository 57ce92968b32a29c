import type { Database as Sqlite } from 'better-sqlite3'
import { type Facts, readFacts } from './facts.ts'

/** The facts of an SQLite database that is open. */
export async function sqliteFacts(db: Sqlite): Promise<Facts> {
  const query = async (sql: string) => db.prepare(sql).all() as Record<string, unknown>[]
  const tables = await query("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
  return await readFacts(
    query,
    tables.map(({ name }) => String(name)),
  )
}
