import type { SqlEntityManager } from '@mikro-orm/sql'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Member } from '../../access/policy.ts'
import { dayOfIso, firstDayOfMonth, lastDayOfMonth, monthOfDay } from '../../analytics/calendar.ts'
import { datasetRow, named } from '../../clients/rows/read-client-rows.ts'
import type { ClientDatasetRow, RowSource, StoredRow } from '../../clients/rows/row-source.ts'
import { dialectOf } from '../../db/dialect.ts'
import { beyondKey, type Page, pageOrder, type Slice, sliceOf } from '../../db/keyset.ts'
import { type Db, dbOf } from '../../db/tables.ts'
import { checkStaffAccess } from '../../metrics/catalogue/visible-metric.ts'
import { filterDimensions } from '../../metrics/filters/filter-dimensions.ts'
import { resolvedFilter } from '../../metrics/filters/resolved-filter.ts'
import type { Period } from '../../metrics/metric-table.ts'
import { readClientNames, readPeople, readTermNames } from '../../metrics/names/names.ts'
import type { People } from '../../metrics/names/people.ts'
import { filterSql } from '../../metrics/sql/filter-sql.ts'
import { personMonthsQuery } from '../../metrics/sql/list-queries.ts'
import { rowsOf, type Tenant } from '../../metrics/sql/tenant.ts'
import type { RowsBehind } from '../explanation.ts'

type Table = RowSource['table']

/** Rows that count in the measures of their fact, over the days of a period; licenses over its months. */
const counting: Readonly<Record<Table, (from: number, to: number) => RawBuilder<SqlBool>>> = {
  invoice_row: (from, to) => sql`(${ofDays(from, to)} and s.status in ('pending', 'paid', 'overdue', 'credit'))`,
  time_log_row: (from, to) => sql`(${ofDays(from, to)})`,
  license_row: (from, to) => {
    const [first, last] = [firstDayOfMonth(monthOfDay(from)), lastDayOfMonth(monthOfDay(to))]
    return sql`(s.is_active = 1 and (s.start_day is null or s.start_day <= ${last}) and (s.end_day is null or s.end_day >= ${first}))`
  },
}

const ofDays = (from: number, to: number): RawBuilder<SqlBool> =>
  sql`s.month between ${monthOfDay(from)} and ${monthOfDay(to)} and s.day between ${from} and ${to}`

/**
 * One page of the rows behind a driver that are of one dataset, by client and newest first, and how many there are. A
 * row that counts in both times is one row. Throws Forbidden where they are selected by staff and the viewer lacks
 * staff:read.
 */
export async function readRowsBehind(
  em: SqlEntityManager,
  viewer: Member,
  source: RowSource,
  behind: RowsBehind,
  page: Page,
): Promise<Slice<ClientDatasetRow> & { readonly count: () => Promise<number> }> {
  const db = dbOf(em)
  const condition = await conditionOf(em, viewer, source.table, behind)
  const columns = ['client_id', ...source.key].map(column => sql.ref(`s.${column}`))
  const rows = sql`(select * from ${sql.table(source.table)} s where ${condition} and ${beyondKey(columns, 'DESC', page)}
    ${pageOrder(columns, 'DESC', page)})`
  const found = (await named(source, rows).execute(db)).rows.map(row => datasetRow(source, row as StoredRow))
  // The joins keep no order.
  const sign = page.backward ? 1 : -1
  found.sort((a, b) => sign * compareKeys(a.key, b.key))
  return {
    ...sliceOf(found, page),
    count: async () => {
      const counted = await sql<{ count: number }>`select count(*) as count from ${sql.table(source.table)} s
        where ${condition}`.execute(db)
      return Number(counted.rows[0]?.count ?? 0)
    },
  }
}

async function conditionOf(
  em: SqlEntityManager,
  viewer: Member,
  table: Table,
  { where, periods, asOf }: RowsBehind,
): Promise<RawBuilder<SqlBool>> {
  const dimensions = filterDimensions(where)
  checkStaffAccess(viewer, dimensions)
  const db = dbOf(em)
  const tenant: Tenant = { organizationId: viewer.organizationId, asOf }
  const names = {
    organizationId: viewer.organizationId,
    clients: await readClientNames(db, tenant),
    terms: await readTermNames(db, tenant),
    people: dimensions.has('STAFF') || dimensions.has('TEAM') ? await peopleOf(db, tenant) : nobody,
  }
  const filter = filterSql(resolvedFilter(where, names), {
    dialect: dialectOf(em),
    personsOf: staff => [...staff].flatMap(position => names.people.members[Number(position)]?.persons ?? []),
  })
  const times = periods.map((period: Period) => counting[table](dayOfIso(period.from)!, dayOfIso(period.to)!))
  return sql`${rowsOf(tenant)} and ${filter} and (${sql.join(times, sql` or `)})`
}

const nobody: People = { members: [], memberOfPerson: new Map() }

async function peopleOf(db: Db, tenant: Tenant): Promise<People> {
  const named = await personMonthsQuery(db, tenant).execute()
  return await readPeople(db, tenant, new Set(named.map(({ person_id: person }) => person)))
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) if (value !== b[index]) return value - (b[index] ?? 0)
  return 0
}
