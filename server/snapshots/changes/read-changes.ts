import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import type { DatasetKind } from '../../datasets/dataset.ts'
import { dbOf } from '../../db/tables.ts'
import type { RowChange } from '../import-outcome.ts'
import { rowTableOf } from '../importing/row-table.ts'
import { readRowNames } from './read-row-names.ts'
import { rowChange } from './row-change.ts'
import type { StoredRow } from './row-text.ts'

export interface ChangesWanted {
  readonly dataset: DatasetKind
  /** Versions to compare: the data as of snapshot `from` with that as of `to`; from ≤ to. */
  readonly from: number
  readonly to: number
  readonly offset: number
  readonly limit: number
}

/**
 * Rows of a dataset that differ between two versions, and how many do: added and changed ones in the order of the
 * snapshots and sheets that brought them, then removed ones.
 */
export async function readChanges(
  em: SqlEntityManager,
  organizationId: number,
  wanted: ChangesWanted,
): Promise<{ changes: RowChange[]; totalCount: number }> {
  const db = dbOf(em)
  const table = rowTableOf(em, wanted.dataset)
  const { from, to, offset, limit } = wanted
  const name = sql.table(table.name)
  const same = sql.raw(
    table.name === 'time_log_row' ? 'a.row_key = b.row_key and a.occurrence = b.occurrence' : 'a.row_key = b.row_key',
  )
  // What came with the new version, and what went with it: rows in force on one side only. Worked out once each: SQLite
  // else looks through the whole table for every row of the other side, which never ends for a first upload of 30,000.
  const sides = sql`with came as materialized (select * from ${name} where organization_id = ${organizationId}
    and snapshot > ${from} and snapshot <= ${to} and (superseded_by is null or superseded_by > ${to})),
    went as materialized (select * from ${name} where organization_id = ${organizationId} and snapshot <= ${from}
    and superseded_by > ${from} and superseded_by <= ${to})`
  const arrived = sql`from came as a left join went as b on ${same} where b.row_key is null or a.content_hash <> b.content_hash`
  const left = sql`from went as b left join came as a on ${same} where a.row_key is null`
  const countOf = async (part: typeof arrived) =>
    Number((await sql<{ count: number }>`${sides} select count(*) as count ${part}`.execute(db)).rows[0]?.count ?? 0)
  const [arrivals, departures] = [await countOf(arrived), await countOf(left)]
  const after =
    offset < arrivals
      ? (
          await sql<StoredRow>`${sides} select a.*, b.snapshot as old_snapshot, b.row as old_row ${arrived}
    order by a.snapshot, a.row limit ${limit} offset ${offset}`.execute(db)
        ).rows
      : []
  const rest = limit - after.length
  const before =
    rest > 0
      ? (
          await sql<StoredRow>`${sides} select b.* ${left} order by b.snapshot, b.row
    limit ${rest} offset ${Math.max(0, offset - arrivals)}`.execute(db)
        ).rows
      : []
  const olds = await rowsOf(em, table.name, organizationId, after)
  const names = await readRowNames(em, organizationId, [...after, ...before, ...olds])
  const { base_currency: baseCurrency } = await db
    .selectFrom('organization')
    .select('base_currency')
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow()
  const context = { names, baseCurrency }
  const oldOf = new Map(olds.map(row => [`${row.snapshot}:${row.row}:${row.row_key}`, row]))
  return {
    changes: [
      ...after.map(row =>
        rowChange(wanted.dataset, oldOf.get(`${row.old_snapshot}:${row.old_row}:${row.row_key}`) ?? null, row, context),
      ),
      ...before.map(row => rowChange(wanted.dataset, row, null, context)),
    ],
    totalCount: arrivals + departures,
  }
}

/** The replaced rows that a page of new ones points to. */
async function rowsOf(
  em: SqlEntityManager,
  table: string,
  organizationId: number,
  after: readonly StoredRow[],
): Promise<StoredRow[]> {
  const wanted = after.filter(row => row.old_snapshot !== null)
  if (wanted.length === 0) return []
  const pairs = sql.join(wanted.map(row => sql`(cast(${row.old_snapshot} as bigint), cast(${row.old_row} as bigint))`))
  const { rows } = await sql<StoredRow>`select * from ${sql.table(table)}
    where organization_id = ${organizationId} and (snapshot, row) in (values ${pairs})`.execute(dbOf(em))
  return rows
}
