import type { SqlEntityManager } from '@mikro-orm/sql'
import { type Member, may, scopesOfRole } from '../access/policy.ts'
import { recordEvent } from '../audit/record-event.ts'
import { lockOrganization } from '../db/lock-organization.ts'
import type { Db } from '../db/tables.ts'
import type { WriteGate } from '../db/write-gate.ts'
import { writeIn } from '../db/write-in.ts'
import { BadInput, Forbidden } from '../errors.ts'
import { appendReviewEvents } from './append-review-event.ts'
import { changeTask } from './change-task.ts'
import { findTask } from './find-task.ts'
import { isUndecided, type ReviewTaskRecord } from './review-task.ts'

interface Surroundings {
  readonly now: number
  readonly gate: WriteGate
}

/**
 * Gives a task to somebody, or to nobody, and says until when; what is absent stays. Throws Forbidden without
 * reviews:decide, NotFound, BadInput for somebody who may not decide it and for a task that is decided.
 */
export async function assignReviewTask(
  em: SqlEntityManager,
  viewer: Member,
  { id, assignee, dueAt }: { id: number | null; assignee?: number | null | undefined; dueAt?: number | undefined },
  { now, gate }: Surroundings,
): Promise<ReviewTaskRecord> {
  return await caring(em, viewer, id, { doing: 'Assigning a review task', now, gate }, async (db, task) => {
    if (!isUndecided(task)) throw new BadInput(`Assigning a review task: it is ${task.status} already`)
    if (assignee !== null && assignee !== undefined) await checkAssignee(db, task, assignee)
    if (dueAt !== undefined && dueAt <= now) throw new BadInput('Assigning a review task: dueAt lies in the past')
    const given = assignee !== undefined
    const changed = await changeTask(
      db,
      task,
      {
        ...(given ? { assignee, status: assignee === null ? task.status : 'IN_REVIEW' } : {}),
        ...(dueAt === undefined ? {} : { due_at: dueAt }),
      },
      { kind: given ? 'ASSIGNED' : 'DUE', by: viewer.userId },
      now,
    )
    return { task: changed, action: 'review.assigned', details: { assignee: changed.assignee, dueAt: changed.dueAt } }
  })
}

/** Says something about a task. Its version stays: talking does not stop anybody from deciding. */
export async function commentOnReviewTask(
  em: SqlEntityManager,
  viewer: Member,
  { id, comment }: { readonly id: number | null; readonly comment: string },
  { now, gate }: Surroundings,
): Promise<ReviewTaskRecord> {
  const said = comment.trim()
  if (said === '' || said.length > 5000) throw new BadInput('Commenting on a review task: write 1 to 5,000 characters')
  return await caring(em, viewer, id, { doing: 'Commenting on a review task', now, gate }, async (db, task) => {
    await appendReviewEvents(db, task.organizationId, [
      {
        ...{ task_id: task.id, at: now, kind: 'COMMENTED', actor_id: viewer.userId, comment: said },
        ...{ status_after: task.status, version_after: task.version, corrected_exact: task.corrected },
      },
    ])
    // The words may name people: the log says only that there were some.
    return { task, action: 'review.commented', details: {} }
  })
}

async function caring(
  em: SqlEntityManager,
  viewer: Member,
  id: number | null,
  { doing, now, gate }: Surroundings & { readonly doing: string },
  work: (
    db: Db,
    task: ReviewTaskRecord,
  ) => Promise<{ task: ReviewTaskRecord; action: string; details: Readonly<Record<string, unknown>> }>,
): Promise<ReviewTaskRecord> {
  if (!may(viewer, 'reviews:decide')) throw new Forbidden(`${doing}: it needs reviews:decide, which you do not have`)
  return await writeIn(em, gate, async db => {
    await lockOrganization(db, viewer.organizationId)
    const { task, action, details } = await work(db, await findTask(db, viewer, id, doing))
    const subject = `ReviewTask:${task.id}`
    await recordEvent(db, viewer.organizationId, viewer, { at: now, action, subject, details })
    return task
  })
}

async function checkAssignee(db: Db, task: ReviewTaskRecord, userId: number): Promise<void> {
  const member = await db
    .selectFrom('membership')
    .select('role')
    .where('organization_id', '=', task.organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (!member) throw new BadInput('Assigning a review task: there is no such user')
  if (
    !scopesOfRole[member.role].includes('reviews:decide') ||
    !task.chain.some(({ roles }) => roles.includes(member.role))
  )
    throw new BadInput(`Assigning a review task: the role ${member.role} does not decide it`)
  if (task.uploadedBy === userId)
    throw new BadInput('Assigning a review task: the data is from their own upload; choose somebody else')
}
