import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import { type BulkInsert, bulkInsert } from '../../db/bulk-insert.ts'
import { dbOf } from '../../db/tables.ts'
import { ColumnStage } from './columns/column-stage.ts'
import { DROPPED, NEW } from './row-state.ts'
import type { RowTable } from './row-table.ts'
import type { StagedRow } from './stage-context.ts'

/**
 * The rows of a sheet in a temporary table of this connection, before anything is written: comparing and storing are
 * then a few statements over sets, the same in both dialects, and a dry run stops before the last of them.
 * A second table, `gone_…`, takes the keys of stored rows that the sheet replaces (`replaced` is 1) or removes.
 */
export interface Stage {
  readonly table: RowTable
  readonly stageName: string
  readonly goneName: string
  readonly add: (rows: readonly StagedRow[]) => Promise<void>
  /** The rows, where they are kept in memory instead of the first table, which then is not there. */
  readonly columns: ColumnStage | null
}

const quoted = (names: readonly string[]): string => names.join(', ')

const namesOf = (table: RowTable) => ({ stageName: `stage_${table.name}`, goneName: `gone_${table.name}` })

/** Creates the two tables, empty. */
export async function createStage(em: SqlEntityManager, table: RowTable): Promise<Stage> {
  const { stageName, goneName } = namesOf(table)
  const db = dbOf(em)
  await dropStage(em, { stageName, goneName })
  const columns = [
    ...table.columns.map(column => `"${column.name}" ${column.type === 'int' ? 'bigint' : 'text'}`),
    'origin_snapshot bigint',
    'origin_row bigint',
    `state bigint not null default ${NEW}`,
    ...table.key.map(name => `old_${name} bigint`),
  ]
  await sql.raw(`create temporary table ${stageName} (${quoted(columns)})`).execute(db)
  await createGone(em, table)
  const insert: BulkInsert = await bulkInsert(em, stageName, table.columns)
  return {
    table,
    stageName,
    goneName,
    add: rows => insert(rows.map(row => table.columns.map(column => row[column.name] ?? null))),
    columns: null,
  }
}

/**
 * The same with the rows in memory, on SQLite: a table of their own costs a million rows 6 s more, for they go in twice
 * and are sorted as records. `expected`: about how many will come; `folder`: where those wait that are too many for it.
 */
export async function createColumnStage(
  em: SqlEntityManager,
  table: RowTable,
  expected: number,
  folder: string,
  chunkRows: number | undefined,
): Promise<Stage> {
  const names = namesOf(table)
  await dropStage(em, names)
  await createGone(em, table)
  const columns = new ColumnStage(table, expected, folder, chunkRows)
  return { table, ...names, add: async rows => columns.add(rows), columns }
}

async function createGone(em: SqlEntityManager, table: RowTable): Promise<void> {
  const columns = quoted(table.key.map(name => `${name} bigint not null`))
  await sql
    .raw(`create temporary table ${namesOf(table).goneName} (${columns}, replaced bigint not null default 0)`)
    .execute(dbOf(em))
}

export async function dropStage(
  em: SqlEntityManager,
  { stageName, goneName }: Pick<Stage, 'stageName' | 'goneName'>,
): Promise<void> {
  for (const name of [stageName, goneName]) await sql.raw(`drop table if exists ${name}`).execute(dbOf(em))
}

/** Takes rows back out by their row numbers. */
export async function unstageRows(em: SqlEntityManager, stage: Stage, rows: readonly number[]): Promise<void> {
  if (stage.columns) for (const row of rows) stage.columns.mark(row, DROPPED)
  else for (const row of rows) await sql`delete from ${sql.raw(stage.stageName)} where row = ${row}`.execute(dbOf(em))
}
