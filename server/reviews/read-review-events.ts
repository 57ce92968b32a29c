import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Member } from '../access/policy.ts'
import type { ReviewEventKind } from '../db/entities/review-event.ts'
import type { ReviewStatus } from '../db/entities/review-task.ts'
import { dbOf } from '../db/tables.ts'

/** Something that happened to a task. */
export interface ReviewEventRecord {
  readonly seq: number
  readonly taskId: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly kind: ReviewEventKind
  readonly statusAfter: ReviewStatus
  readonly versionAfter: number
  readonly by: number | null
  readonly comment: string | null
  readonly correctedExact: string | null
}

/** What happened to tasks, each in its order, by task. */
export async function reviewEventsByTasks(
  em: SqlEntityManager,
  viewer: Member,
  taskIds: readonly number[],
): Promise<Map<number, ReviewEventRecord[]>> {
  if (taskIds.length === 0) return new Map()
  const rows = await dbOf(em)
    .selectFrom('review_event')
    .selectAll()
    .where('organization_id', '=', viewer.organizationId)
    .where('task_id', 'in', [...taskIds])
    .orderBy('seq')
    .execute()
  const events = rows.map(
    (row): ReviewEventRecord => ({
      ...{ seq: row.seq, taskId: row.task_id, at: row.at, kind: row.kind, statusAfter: row.status_after },
      ...{ versionAfter: row.version_after, by: row.actor_id, comment: row.comment },
      correctedExact: row.corrected_exact,
    }),
  )
  return Map.groupBy(events, event => event.taskId)
}
