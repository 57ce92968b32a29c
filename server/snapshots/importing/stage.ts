import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import { type BulkInsert, bulkInsert } from '../../db/bulk-insert.ts'
import { dbOf } from '../../db/tables.ts'
import type { RowTable } from './row-table.ts'
import type { StagedRow } from './stage-context.ts'

/** What a staged row is, compared with what is stored. */
export const NEW = 0
export const CHANGED = 1
export const UNCHANGED = 2

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
}

const quoted = (names: readonly string[]): string => names.join(', ')

/** Creates the two tables, empty. */
export async function createStage(em: SqlEntityManager, table: RowTable): Promise<Stage> {
  const db = dbOf(em)
  const stageName = `stage_${table.name}`
  const goneName = `gone_${table.name}`
  await dropStage(em, { stageName, goneName })
  const columns = [
    ...table.columns.map(column => `"${column.name}" ${column.type === 'int' ? 'bigint' : 'text'}`),
    'origin_snapshot bigint',
    'origin_row bigint',
    `state bigint not null default ${NEW}`,
    ...table.key.map(name => `old_${name} bigint`),
  ]
  await sql.raw(`create temporary table ${stageName} (${quoted(columns)})`).execute(db)
  await sql
    .raw(
      `create temporary table ${goneName} (${quoted(table.key.map(name => `${name} bigint not null`))}, replaced bigint not null default 0)`,
    )
    .execute(db)
  const insert: BulkInsert = await bulkInsert(em, stageName, table.columns)
  return {
    table,
    stageName,
    goneName,
    add: rows => insert(rows.map(row => table.columns.map(column => row[column.name] ?? null))),
  }
}

export async function dropStage(
  em: SqlEntityManager,
  { stageName, goneName }: Pick<Stage, 'stageName' | 'goneName'>,
): Promise<void> {
  for (const name of [stageName, goneName]) await sql.raw(`drop table if exists ${name}`).execute(dbOf(em))
}

/** Takes rows back out by their row numbers. */
export async function unstageRows(em: SqlEntityManager, stage: Stage, rows: readonly number[]): Promise<void> {
  for (const row of rows) await sql`delete from ${sql.raw(stage.stageName)} where row = ${row}`.execute(dbOf(em))
}
