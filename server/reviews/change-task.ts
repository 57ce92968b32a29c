import type { Updateable } from 'kysely'
import type { ReviewEventKind } from '../db/entities/review-event.ts'
import type { Db, Tables } from '../db/tables.ts'
import { appendReviewEvents } from './append-review-event.ts'
import { isUndecided, type ReviewTaskRecord, reviewTaskRecord } from './review-task.ts'

/** Changes a task and writes down what happened to it. The caller's transaction holds the organization's row. */
export async function changeTask(
  db: Db,
  task: ReviewTaskRecord,
  change: Pick<Updateable<Tables['review_task']>, 'status' | 'step' | 'assignee' | 'due_at' | 'corrected_exact'>,
  happened: { readonly kind: ReviewEventKind; readonly by: number | null; readonly comment?: string | null },
  now: number,
): Promise<ReviewTaskRecord> {
  const row = await db
    .updateTable('review_task')
    .set({ ...change, version: task.version + 1 })
    .$if(change.status !== undefined && !isUndecided({ status: change.status }), query => query.set({ closed_at: now }))
    .where('organization_id', '=', task.organizationId)
    .where('id', '=', task.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await appendReviewEvents(db, task.organizationId, [
    {
      ...{ task_id: task.id, at: now, kind: happened.kind, actor_id: happened.by },
      ...{ status_after: row.status, version_after: row.version, corrected_exact: row.corrected_exact },
      comment: happened.comment ?? null,
    },
  ])
  return reviewTaskRecord(row)
}
