import type { SqlEntityManager } from '@mikro-orm/sql'
import { type RawBuilder, sql } from 'kysely'
import type { Member } from '../../access/policy.ts'
import { beyondKey, type Page, pageOrder, type Slice, sliceOf } from '../../db/keyset.ts'
import { dbOf } from '../../db/tables.ts'
import type { ClientDatasetRow, RowSource, StoredRow } from './row-source.ts'

/** SQLite joins at most 500 selects into one statement. */
const CLIENTS_A_STATEMENT = 400

const columnsOf = (source: RowSource, table: string): RawBuilder<unknown>[] =>
  source.key.map(column => sql.ref(`${table}.${column}`))

/**
 * One page of rows for each of many clients, newest first (licenses: by product), by one statement for up to 400
 * clients: a range scan of each client's rows, limited, then the names of what they mention.
 */
export async function clientRowsByClientIds(
  em: SqlEntityManager,
  viewer: Member,
  source: RowSource,
  clientIds: readonly number[],
  page: Page,
): Promise<Map<number, Slice<ClientDatasetRow>>> {
  const found = new Map<number, ClientDatasetRow[]>(clientIds.map(id => [id, []]))
  for (let start = 0; start < clientIds.length; start += CLIENTS_A_STATEMENT) {
    const pages = clientIds
      .slice(start, start + CLIENTS_A_STATEMENT)
      .map(id => sql`select * from (${pageOfClient(viewer, source, id, page)}) p`)
    const { rows } = await named(source, sql`(${sql.join(pages, sql` union all `)})`).execute(dbOf(em))
    for (const row of rows) found.get(Number(row.client_id))?.push(datasetRow(source, row))
  }
  // The joins keep no order: each page is put in the order it was read.
  const sign = page.backward ? 1 : -1
  return new Map(
    [...found].map(([id, rows]) => [
      id,
      sliceOf(
        rows.sort((a, b) => sign * compareKeys(a, b)),
        page,
      ),
    ]),
  )
}

/** Rows by client and key; those that do not exist (any more) in the viewer's organization are absent. */
export async function clientRowsByKeys(
  em: SqlEntityManager,
  viewer: Member,
  source: RowSource,
  keys: readonly (readonly number[])[],
): Promise<Map<string, ClientDatasetRow>> {
  const columns = [sql.ref('p.client_id'), ...columnsOf(source, 'p')]
  const one = (key: readonly number[]) =>
    sql`select * from (select * from ${sql.table(source.table)} p where p.organization_id = ${viewer.organizationId}
      and p.superseded_by is null and (${sql.join(columns)}) = (${sql.join([...key])})) p`
  const found = new Map<string, ClientDatasetRow>()
  const sound = keys.filter(key => key.length === columns.length && key.every(Number.isSafeInteger))
  for (let start = 0; start < sound.length; start += CLIENTS_A_STATEMENT) {
    const selects = sound.slice(start, start + CLIENTS_A_STATEMENT).map(one)
    const { rows } = await named(source, sql`(${sql.join(selects, sql` union all `)})`).execute(dbOf(em))
    for (const row of rows) {
      const record = datasetRow(source, row)
      found.set(record.key.join(':'), record)
    }
  }
  return found
}

/** How many rows each of the clients has. */
export async function clientRowCounts(
  em: SqlEntityManager,
  viewer: Member,
  source: RowSource,
  clientIds: readonly number[],
): Promise<Map<number, number>> {
  const { rows } = await sql<{ client_id: number; count: number }>`select client_id, count(*) as count
    from ${sql.table(source.table)} where organization_id = ${viewer.organizationId}
    and client_id in (${sql.join([...clientIds])}) and superseded_by is null group by client_id`.execute(dbOf(em))
  return new Map(rows.map(row => [row.client_id, Number(row.count)]))
}

function pageOfClient(viewer: Member, source: RowSource, clientId: number, page: Page): RawBuilder<unknown> {
  const columns = columnsOf(source, 's')
  return sql`select * from ${sql.table(source.table)} s where s.organization_id = ${viewer.organizationId}
    and s.client_id = ${clientId} and s.superseded_by is null and ${beyondKey(columns, 'DESC', page)}
    ${pageOrder(columns, 'DESC', page)}`
}

export const named = (source: RowSource, rows: RawBuilder<unknown>): RawBuilder<StoredRow> =>
  sql<StoredRow>`select r.* ${source.names.columns} from ${rows} r ${source.names.joins}`

export function datasetRow(source: RowSource, stored: StoredRow): ClientDatasetRow {
  return {
    key: [Number(stored.client_id), ...source.key.map(column => Number(stored[column]))],
    clientId: Number(stored.client_id),
    snapshot: Number(stored.origin_snapshot ?? stored.snapshot),
    row: Number(stored.row),
    stored,
  }
}

function compareKeys(a: ClientDatasetRow, b: ClientDatasetRow): number {
  for (const [index, value] of a.key.entries()) {
    const difference = value - (b.key[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
