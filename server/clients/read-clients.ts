import type { SqlEntityManager } from '@mikro-orm/sql'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Member } from '../access/policy.ts'
import { normalName } from '../datasets/normal-name.ts'
import { dialectOf } from '../db/dialect.ts'
import { beyondKey, type Page, pageOrder, type Slice, type SortDirection, sliceOf } from '../db/keyset.ts'
import { dbOf } from '../db/tables.ts'
import type { ClientRecord } from './client-record.ts'

export interface ClientFilter {
  /** Part of the name or of the external id. */
  readonly search?: string
  /** Names of industries. */
  readonly industries?: readonly string[]
  readonly active?: boolean
  readonly ids?: readonly number[]
}

export interface ClientOrder {
  readonly field: 'NAME' | 'INDUSTRY' | 'SINCE'
  readonly direction: SortDirection
}

interface ClientColumns {
  id: number
  name: string
  external_id: string | null
  industry: string | null
  contact_email: string | null
  contact_phone: string | null
  is_active: number
  since_day: number | null
  metadata: string | null
  snapshot: number
  sort_value: string | number
}

/** Clients as they are known now. Equal names are told apart by their id, so that no page repeats or leaves out one. */
export async function readClients(
  em: SqlEntityManager,
  viewer: Member,
  filter: ClientFilter,
  order: ClientOrder,
  page: Page,
): Promise<Slice<ClientRecord>> {
  const sortBy = [sortValue(em, order), sql`c.client_id`]
  const { rows } = await sql<ClientColumns>`${selected(sortValue(em, order))}
    where ${matching(viewer, filter)} and ${beyondKey(sortBy, order.direction, page)}
    ${pageOrder(sortBy, order.direction, page)}`.execute(dbOf(em))
  return sliceOf(rows.map(clientRecord), page)
}

export async function countClients(em: SqlEntityManager, viewer: Member, filter: ClientFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from client_row c
    left join term t on t.organization_id = c.organization_id and t.id = c.industry_id
    where ${matching(viewer, filter)}`.execute(dbOf(em))
  return Number(rows[0]?.count ?? 0)
}

/** Clients by id; those that do not exist in the viewer's organization are absent. */
export async function clientsByIds(
  em: SqlEntityManager,
  viewer: Member,
  ids: readonly number[],
): Promise<Map<number, ClientRecord>> {
  const { rows } = await sql<ClientColumns>`${selected(sql`c.normal_name`)}
    where ${matching(viewer, { ids })}`.execute(dbOf(em))
  return new Map(rows.map(row => [row.id, clientRecord(row)]))
}

/** The client of this name, spelled in any case, or with this external id; null where there is none. */
export async function clientNamed(em: SqlEntityManager, viewer: Member, name: string): Promise<ClientRecord | null> {
  const { rows } = await sql<ClientColumns>`${selected(sql`c.normal_name`)}
    where ${matching(viewer, {})} and (c.external_id = ${name} or c.normal_name = ${normalName(name)})
    order by case when c.external_id = ${name} then 0 else 1 end, c.client_id limit 1`.execute(dbOf(em))
  return rows[0] ? clientRecord(rows[0]) : null
}

const selected = (sort: RawBuilder<unknown>) => sql`select c.client_id as id, c.name, c.external_id,
    t.label as industry, c.contact_email, c.contact_phone, c.is_active, c.since_day, c.metadata, c.snapshot,
    ${sort} as sort_value
  from client_row c left join term t on t.organization_id = c.organization_id and t.id = c.industry_id`

function matching(viewer: Member, filter: ClientFilter): RawBuilder<SqlBool> {
  const conditions = [sql`c.organization_id = ${viewer.organizationId}`, sql`c.superseded_by is null`]
  if (filter.ids)
    conditions.push(filter.ids.length > 0 ? sql`c.client_id in (${sql.join([...filter.ids])})` : sql`1 = 0`)
  if (filter.active !== undefined) conditions.push(sql`c.is_active = ${filter.active ? 1 : 0}`)
  if (filter.industries) {
    const names = filter.industries.map(normalName)
    conditions.push(names.length > 0 ? sql`t.normal in (${sql.join(names)})` : sql`1 = 0`)
  }
  if (filter.search !== undefined && filter.search.trim() !== '') {
    const pattern = `%${normalName(filter.search).replace(/[\\%_]/g, sign => `\\${sign}`)}%`
    conditions.push(
      sql`(c.normal_name like ${pattern} escape '\\' or lower(c.external_id) like ${pattern} escape '\\')`,
    )
  }
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`
}

/** Text is compared by code point in both dialects; blanks come first. */
function sortValue(em: SqlEntityManager, order: ClientOrder): RawBuilder<unknown> {
  if (order.field === 'SINCE') return sql`coalesce(c.since_day, -9999999)`
  const byCodePoint = dialectOf(em) === 'postgresql' ? sql` collate "C"` : sql``
  return order.field === 'NAME' ? sql`c.normal_name${byCodePoint}` : sql`coalesce(t.normal, '')${byCodePoint}`
}

function clientRecord(row: ClientColumns): ClientRecord {
  return {
    id: row.id,
    name: row.name,
    externalId: row.external_id,
    industry: row.industry,
    contactEmail: row.contact_email,
    contactPhone: row.contact_phone,
    isActive: row.is_active === 1,
    since: row.since_day,
    metadata: row.metadata === null ? null : JSON.parse(row.metadata),
    snapshot: row.snapshot,
    sortKey: [row.sort_value, row.id],
  }
}
