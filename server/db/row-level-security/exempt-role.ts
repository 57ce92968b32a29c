import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import { dialectOf } from '../dialect.ts'
import { dbOf } from '../tables.ts'

/** The role of the connection where PostgreSQL holds it to no row-level security; null: it is held, or is SQLite. */
export async function exemptRole(em: SqlEntityManager): Promise<string | null> {
  if (dialectOf(em) !== 'postgresql') return null
  const { rows } = await sql<{ name: string }>`select rolname as name from pg_roles
    where rolname = current_user and (rolsuper or rolbypassrls)`.execute(dbOf(em.fork()))
  return rows[0]?.name ?? null
}
