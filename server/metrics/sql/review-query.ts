import type { ReviewStatus } from '../../db/entities/review-task.ts'
import type { Db } from '../../db/tables.ts'
import type { Tenant } from './tenant.ts'

/** What people said about the result of a client (0: the firm) and a month. */
export interface ReviewRow {
  readonly id: number
  readonly metric: string
  readonly client_id: number
  readonly month: number
  readonly status: ReviewStatus
  readonly value_exact: string
  readonly corrected_exact: string | null
}

interface Wanted {
  readonly metrics: readonly string[]
  readonly firstMonth: number
  readonly lastMonth: number
}

/** Reviews as they stand, oldest first. */
export const reviewQuery = (db: Db, { organizationId }: Tenant, { metrics, firstMonth, lastMonth }: Wanted) =>
  db
    .selectFrom('review_task')
    .select(['id', 'metric', 'client_id', 'month', 'status', 'value_exact', 'corrected_exact'])
    .where('organization_id', '=', organizationId)
    .where('metric', 'in', [...metrics])
    .where('month', '>=', firstMonth)
    .where('month', '<=', lastMonth)
    .orderBy('id')

/** Reviews as they stood at an instant: the last thing that had happened to each, oldest task first. */
export const pastReviewQuery = (
  db: Db,
  { organizationId }: Tenant,
  { metrics, firstMonth, lastMonth }: Wanted,
  at: number,
) =>
  db
    .selectFrom('review_task as t')
    .innerJoin('review_event as e', join =>
      join.onRef('e.organization_id', '=', 't.organization_id').onRef('e.task_id', '=', 't.id'),
    )
    .select([
      't.id',
      't.metric',
      't.client_id',
      't.month',
      'e.status_after as status',
      't.value_exact',
      'e.corrected_exact',
    ])
    .where('t.organization_id', '=', organizationId)
    .where('e.organization_id', '=', organizationId)
    .where('t.metric', 'in', [...metrics])
    .where('t.month', '>=', firstMonth)
    .where('t.month', '<=', lastMonth)
    .where('e.at', '<=', at)
    .orderBy('t.id')
    .orderBy('e.seq')
