import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Database } from 'better-sqlite3'
import { nativeSqlite } from '../../db/bulk-insert.ts'
import { dialectOf } from '../../db/dialect.ts'
import type { ImportContext } from './import-context.ts'

/**
 * The index of the keys in force on the embedded database. A bulk load leaves it out: the keys are hashes, spread all over
 * it, and a million of them take 7 s row by row, 1.5 s as a sorted index. It is built when the upload has been answered,
 * or when it is needed first: by an upload that is small beside what is stored. A large one reads all stored rows.
 */
const INDEXED = { time_log_row: ' and external_id is not null', invoice_row: '' } as const
type Indexed = keyof typeof INDEXED

const isIndexed = (table: string): table is Indexed => table in INDEXED

/** From so many rows on, and a share of the table, its index is left out. */
const MANY_ROWS = 50_000
const SHARE = 0.5

const isMissing = (native: Database, table: Indexed): boolean =>
  native
    .prepare<[string], number>(`select 1 from sqlite_master where type = 'index' and name = ? || '_live'`)
    .pluck()
    .get(table) === undefined

/** Drops the index within the open transaction where so many rows are about to come that it is better built behind them. */
export function leaveOutKeyIndex(native: Database, table: string, rows: number): void {
  if (rows < MANY_ROWS || !isIndexed(table)) return
  const most = Math.ceil(rows / SHARE)
  const standing = native.prepare<[number], number>(`select count(*) from (select 1 from ${table} limit ?)`).pluck()
  if ((standing.get(most) ?? 0) < most) native.exec(`drop index if exists ${table}_live`)
}

/** Builds the index of a table where it is missing. */
export async function needKeyIndex(
  { em, whileWriting }: Pick<ImportContext, 'em' | 'whileWriting'>,
  table: string,
): Promise<void> {
  if (dialectOf(em) !== 'sqlite' || !isIndexed(table)) return
  const native = await nativeSqlite(em)
  if (!isMissing(native, table)) return
  await whileWriting(async () => {
    native.exec(`create index if not exists ${table}_live on ${table} (organization_id, row_key)
      where superseded_by is null${INDEXED[table]}`)
  })
}

/** Builds what bulk loads have left out. */
export async function buildKeyIndexes(surroundings: {
  readonly em: SqlEntityManager
  readonly whileWriting: ImportContext['whileWriting']
}): Promise<void> {
  for (const table of Object.keys(INDEXED)) await needKeyIndex(surroundings, table)
}
