import { recordEvent } from '../audit/record-event.ts'
import { lockOrganization } from '../db/lock-organization.ts'
import { readPolicies } from '../governance/read-policies.ts'
import type { JobHandler } from '../jobs/job-handler.ts'
import { appendReviewEvents } from './append-review-event.ts'
import { changeTask } from './change-task.ts'
import { reviewTaskRecord } from './review-task.ts'

const DAY = 86_400_000
/** So many at a time, so that nobody waits long for the organization's row. */
const AT_ONCE = 200

/**
 * Ends tasks that nobody decided in time, and gives each result to the administrators and owners as a new task. Those
 * do not expire any more: they stay, overdue. Answers how many there were.
 */
export const expireTasks: JobHandler = async ({ organizationId, now, write, signal }) => {
  let expired = 0
  for (;;) {
    signal.throwIfAborted()
    const some = await write(async db => {
      await lockOrganization(db, organizationId)
      const { review } = await readPolicies(db, organizationId)
      const at = now()
      const due = await db
        .selectFrom('review_task')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('status', 'in', ['OPEN', 'IN_REVIEW'])
        .where('due_at', '<=', at)
        .where('escalated_from', 'is', null)
        .orderBy('id')
        .limit(AT_ONCE)
        .execute()
      if (due.length === 0) return 0
      const last = await db
        .selectFrom('review_task')
        .select(eb => eb.fn.max('id').as('id'))
        .where('organization_id', '=', organizationId)
        .executeTakeFirstOrThrow()
      for (const [index, row] of due.entries()) {
        const task = reviewTaskRecord(row)
        await changeTask(
          db,
          task,
          { status: 'EXPIRED' },
          { kind: 'EXPIRED', by: null, comment: 'Nobody decided in time' },
          at,
        )
        const id = Number(last.id) + index + 1
        const reason = { code: 'ESCALATED', text: `Nobody decided review task ${task.id} in time` }
        await db
          .insertInto('review_task')
          .values({
            ...row,
            ...{ id, status: 'OPEN', version: 1, step: 0, assignee: null, opened_at: at, closed_at: null },
            ...{ corrected_exact: null, escalated_from: task.id, due_at: at + Math.max(1, review.dueDays) * DAY },
            reasons: JSON.stringify([reason, ...task.reasons]),
            chain: JSON.stringify([{ roles: ['OWNER', 'ADMIN'], count: 1 }]),
          })
          .execute()
        const happened = { task_id: id, at, kind: 'OPENED', status_after: 'OPEN', version_after: 1 } as const
        await appendReviewEvents(db, organizationId, [
          { ...happened, actor_id: null, comment: null, corrected_exact: null },
        ])
      }
      await recordEvent(
        db,
        organizationId,
        { userId: null, role: null },
        { at, action: 'review.expired', subject: 'ReviewTask', details: { tasks: due.map(({ id }) => id) } },
      )
      return due.length
    })
    expired += some
    if (some < AT_ONCE) return { expired }
  }
}
