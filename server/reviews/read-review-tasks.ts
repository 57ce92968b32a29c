import type { SqlEntityManager } from '@mikro-orm/sql'
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import type { Member } from '../access/policy.ts'
import type { ReviewStatus } from '../db/entities/review-task.ts'
import { beyondKey, type Page, pageOrder, type Slice, sliceOf } from '../db/keyset.ts'
import { dbOf, type Tables } from '../db/tables.ts'
import { type ReviewTaskRecord, reviewTaskRecord } from './review-task.ts'

/** Which tasks; conditions are joined by and. */
export interface ReviewTaskFilter {
  readonly status?: readonly ReviewStatus[] | undefined
  /** null: nobody's. */
  readonly assignee?: number | null | undefined
  readonly metric?: string | undefined
  /** 0: the firm. */
  readonly client?: number | undefined
  readonly month?: number | undefined
  /** Undecided and past their due date, or not. */
  readonly overdue?: boolean | undefined
}

/** Tasks of metrics the viewer may see, newest first. */
export async function readReviewTasks(
  em: SqlEntityManager,
  viewer: Member,
  filter: ReviewTaskFilter,
  page: Page,
  now: number,
): Promise<Slice<ReviewTaskRecord>> {
  const { rows } = await sql<Selectable<Tables['review_task']>>`select * from review_task
    where ${matching(viewer, filter, now)} and ${beyondKey([sql`id`], 'DESC', page)}
    ${pageOrder([sql`id`], 'DESC', page)}`.execute(dbOf(em))
  return sliceOf(rows.map(reviewTaskRecord), page)
}

export async function countReviewTasks(
  em: SqlEntityManager,
  viewer: Member,
  filter: ReviewTaskFilter,
  now: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from review_task
    where ${matching(viewer, filter, now)}`.execute(dbOf(em))
  return Number(rows[0]?.count ?? 0)
}

/** Tasks by number; those that are not there, or not for the viewer, are absent. */
export async function reviewTasksByIds(
  em: SqlEntityManager,
  viewer: Member,
  ids: readonly number[],
): Promise<Map<number, ReviewTaskRecord>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Selectable<Tables['review_task']>>`select * from review_task
    where ${matching(viewer, {}, 0)} and id in (${sql.join([...ids])})`.execute(dbOf(em))
  return new Map(rows.map(row => [row.id, reviewTaskRecord(row)]))
}

function matching(viewer: Member, filter: ReviewTaskFilter, now: number): RawBuilder<SqlBool> {
  const { status, assignee, metric, client, month, overdue } = filter
  const scopes = ['data:read', 'cost:read'].filter(scope => viewer.scopes.has(scope as 'data:read'))
  const late = sql`(status in ('OPEN', 'IN_REVIEW') and due_at <= ${now})`
  const conditions = [
    sql`organization_id = ${viewer.organizationId}`,
    scopes.length === 0 ? sql`1 = 0` : sql`scope in (${sql.join(scopes)})`,
    ...(status ? [status.length === 0 ? sql`1 = 0` : sql`status in (${sql.join([...status])})`] : []),
    ...(assignee === undefined ? [] : [assignee === null ? sql`assignee is null` : sql`assignee = ${assignee}`]),
    ...(metric === undefined ? [] : [sql`metric = ${metric}`]),
    ...(client === undefined ? [] : [sql`client_id = ${client}`]),
    ...(month === undefined ? [] : [sql`month = ${month}`]),
    ...(overdue === undefined ? [] : [overdue ? late : sql`not ${late}`]),
  ]
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`
}
