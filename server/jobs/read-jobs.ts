import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import type { JobStatus } from '../db/entities/job.ts'
import { beyondKey, type Page, pageOrder, type Slice, sliceOf } from '../db/keyset.ts'
import type { Db, Tables } from '../db/tables.ts'
import { type JobRecord, jobRecord } from './job-record.ts'

export interface JobFilter {
  readonly kinds?: readonly string[] | undefined
  readonly status?: readonly JobStatus[] | undefined
}

/** Jobs of an organization, newest first. */
export async function readJobs(
  db: Db,
  organizationId: number,
  filter: JobFilter,
  page: Page,
): Promise<Slice<JobRecord>> {
  const order = [sql`created_at`, sql`id`]
  const { rows } = await sql<Selectable<Tables['job']>>`select * from job
    where ${matching(organizationId, filter)} and ${beyondKey(order, 'DESC', page)}
    ${pageOrder(order, 'DESC', page)}`.execute(db)
  return sliceOf(rows.map(jobRecord), page)
}

export async function countJobs(db: Db, organizationId: number, filter: JobFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from job
    where ${matching(organizationId, filter)}`.execute(db)
  return Number(rows[0]?.count ?? 0)
}

/** Jobs by id; those that do not exist in the organization are absent. */
export async function jobsByIds(
  db: Db,
  organizationId: number,
  ids: readonly string[],
): Promise<Map<string, JobRecord>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('job')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(row => [row.id, jobRecord(row)]))
}

function matching(organizationId: number, { kinds, status }: JobFilter): RawBuilder<SqlBool> {
  const conditions = [sql`organization_id = ${organizationId}`]
  for (const [column, values] of [
    ['kind', kinds],
    ['status', status],
  ] as const)
    if (values) conditions.push(values.length > 0 ? sql`${sql.ref(column)} in (${sql.join([...values])})` : sql`1 = 0`)
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`
}
