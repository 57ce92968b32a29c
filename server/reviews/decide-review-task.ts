import type { SqlEntityManager } from '@mikro-orm/sql'
import { type Member, may } from '../access/policy.ts'
import { exactText, rationalOfDecimal } from '../analytics/rational.ts'
import { recordEvent } from '../audit/record-event.ts'
import { lockOrganization } from '../db/lock-organization.ts'
import type { Db } from '../db/tables.ts'
import type { WriteGate } from '../db/write-gate.ts'
import { writeIn } from '../db/write-in.ts'
import { BadInput, Forbidden } from '../errors.ts'
import { changeTask } from './change-task.ts'
import { findTask } from './find-task.ts'
import { isUndecided, type ReviewTaskRecord } from './review-task.ts'

/** Somebody else was quicker: the task is not what it was when the caller looked at it. */
export interface VersionConflict {
  readonly type: 'VersionConflict'
  readonly message: string
  readonly current: ReviewTaskRecord
}

/** The viewer may decide reviews, but not this one. */
export interface NotAllowedToDecide {
  readonly type: 'NotAllowedToDecide'
  readonly message: string
}

export interface DecisionInput {
  /** Number of the task; null: an id that is none. */
  readonly id: number | null
  /** The version that was looked at. */
  readonly version: number
  readonly decision: 'APPROVE' | 'REJECT' | 'CORRECT'
  readonly correctedValue?: number | null | undefined
  readonly comment?: string | null | undefined
}

/**
 * Decides a review task. Exactly one of several people who decide on the same version wins. Nobody decides on their own
 * upload; that they tried stands in the audit log. Approving goes through the chain of the task, each person once; a
 * correction is a value to approve in its place and begins the chain anew, its author as the first to approve; a
 * rejection ends it.
 *
 * Answers the task, VersionConflict or NotAllowedToDecide. Throws Forbidden without reviews:decide, NotFound, BadInput
 * for a correction without value or comment.
 */
export async function decideReviewTask(
  em: SqlEntityManager,
  viewer: Member,
  input: DecisionInput,
  { now, gate }: { readonly now: number; readonly gate: WriteGate },
): Promise<ReviewTaskRecord | VersionConflict | NotAllowedToDecide> {
  if (!may(viewer, 'reviews:decide'))
    throw new Forbidden('Deciding a review task: it needs reviews:decide, which you do not have')
  const corrected = correctedExact(input)
  return await writeIn(em, gate, async db => {
    await lockOrganization(db, viewer.organizationId)
    const task = await findTask(db, viewer, input.id, 'Deciding a review task')
    const refuse = async ({ code, text }: Refusal) => {
      await record(db, viewer, task, 'review.refused', { decision: input.decision, why: code }, now)
      return { type: 'NotAllowedToDecide', message: `Deciding a review task: ${text}` } as const
    }
    const stranger = refusalOfPerson(task, viewer)
    if (stranger) return await refuse(stranger)
    if (task.version !== input.version || !isUndecided(task)) return conflict(task, input.version)
    const approvers = await approversOf(db, task)
    const refusal = refusalOfStep(task, viewer, approvers, input)
    if (refusal) return await refuse(refusal)
    const decided = await decide(db, viewer, task, input, corrected, approvers, now)
    const { status, version, metric } = decided
    await record(db, viewer, task, 'review.decided', { decision: input.decision, status, version, metric }, now)
    return decided
  })
}

const conflict = (current: ReviewTaskRecord, version: number): VersionConflict => ({
  type: 'VersionConflict',
  message: `Deciding a review task: version ${version} was decided on, it is at version ${current.version} and ${current.status}; look at it again`,
  current,
})

/** The value of a correction as exact decimal; null: it is none. */
function correctedExact({ decision, correctedValue, comment }: DecisionInput): string | null {
  if (decision !== 'CORRECT') {
    if (correctedValue !== null && correctedValue !== undefined)
      throw new BadInput(`Deciding a review task: correctedValue goes with CORRECT, not ${decision}`)
    return null
  }
  const value = rationalOfDecimal(String(correctedValue ?? ''))
  if (value === null) throw new BadInput('Correcting a result: send correctedValue, a number in the metric’s unit')
  if (!comment?.trim()) throw new BadInput('Correcting a result: say why in comment')
  return exactText(value)
}

interface Refusal {
  readonly code: string
  readonly text: string
}

/** Why this person may not decide this task, whatever its state. */
function refusalOfPerson(task: ReviewTaskRecord, { userId, role }: Member): Refusal | null {
  if (userId === null || role === null) return { code: 'NOBODY', text: 'only people decide, and nobody is signed in' }
  if (userId === task.uploadedBy)
    return { code: 'OWN_UPLOAD', text: 'the data is from your own upload; somebody else has to decide' }
  return null
}

/** Why they may not decide the present step. */
function refusalOfStep(
  task: ReviewTaskRecord,
  { userId, role }: Member,
  approvers: readonly Approval[],
  { decision }: DecisionInput,
): Refusal | null {
  const { roles } = task.chain[task.step]!
  if (role === null || !roles.includes(role))
    return { code: 'ROLE', text: `this step is for ${roles.join(', ')}; you are ${role}` }
  if (decision === 'APPROVE' && approvers.some(({ by }) => by === userId))
    return { code: 'TWICE', text: 'you approved it already; the next approval has to be somebody else’s' }
  return null
}

interface Approval {
  readonly by: number
}

/** Who has approved what is proposed now: since the newest correction, its author included. */
async function approversOf(db: Db, task: ReviewTaskRecord): Promise<Approval[]> {
  const events = await db
    .selectFrom('review_event')
    .select(['kind', 'actor_id'])
    .where('organization_id', '=', task.organizationId)
    .where('task_id', '=', task.id)
    .where('kind', 'in', ['APPROVED', 'CORRECTED'])
    .orderBy('seq')
    .execute()
  const from = events.findLastIndex(({ kind }) => kind === 'CORRECTED')
  return events.slice(Math.max(0, from)).flatMap(({ actor_id: by }) => (by === null ? [] : { by }))
}

async function decide(
  db: Db,
  { userId: by }: Member,
  task: ReviewTaskRecord,
  { decision, comment }: DecisionInput,
  corrected: string | null,
  approvers: readonly Approval[],
  now: number,
): Promise<ReviewTaskRecord> {
  const said = comment?.trim() || null
  if (decision === 'REJECT')
    return await changeTask(db, task, { status: 'REJECTED' }, { kind: 'REJECTED', by, comment: said }, now)
  const anew = decision === 'CORRECT'
  const step = anew ? 0 : task.step
  const proposed = anew ? corrected : task.corrected
  const next = nextStep(task, step, anew ? 1 : approvers.length + 1)
  const final = proposed === null ? 'APPROVED' : 'CORRECTED'
  return await changeTask(
    db,
    task,
    { status: next === null ? final : 'IN_REVIEW', step: next ?? step, corrected_exact: proposed },
    { kind: anew ? 'CORRECTED' : 'APPROVED', by, comment: said },
    now,
  )
}

/** Where the chain goes on after so many approvals in all; null: it is at its end. */
function nextStep({ chain }: ReviewTaskRecord, from: number, approvals: number): number | null {
  let needed = 0
  for (const [index, { count }] of chain.entries()) {
    needed += count
    if (index >= from && approvals < needed) return index
  }
  return null
}

async function record(
  db: Db,
  viewer: Member,
  task: ReviewTaskRecord,
  action: string,
  details: Readonly<Record<string, unknown>>,
  now: number,
): Promise<void> {
  const subject = `ReviewTask:${task.id}`
  await recordEvent(db, viewer.organizationId, viewer, { at: now, action, subject, details })
}
