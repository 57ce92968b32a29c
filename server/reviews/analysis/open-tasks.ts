import type { Insertable } from 'kysely'
import type { Db, Tables } from '../../db/tables.ts'
import { chainFor } from '../../governance/chain-for.ts'
import type { Policies } from '../../governance/policy-schema.ts'
import { appendReviewEvents } from '../append-review-event.ts'
import { isUndecided } from '../review-task.ts'
import type { ReviewReason } from '../triggers.ts'
import { type KnownTask, type NewestTasks, readNewestTasks, resultKey, wasSentBack } from './newest-tasks.ts'
import type { FoundResult } from './read-results.ts'
import type { TouchedResult } from './touched-results.ts'

const DAY = 86_400_000

export interface OpenedTasks {
  readonly opened: number
  readonly expired: number
}

/** Tasks that are written at a time. */
const AT_ONCE = 100

interface Analysed {
  /** Those that a task stands about, or has to be opened about. */
  readonly results: Iterable<FoundResult>
  /** The tasks that stood when the results were worked out. */
  readonly standing: NewestTasks
  readonly touched: readonly TouchedResult[]
  /** Newest snapshot behind the results. */
  readonly snapshot: number
  readonly policies: Policies
}

/**
 * Opens tasks for results that the policy wants looked at. A task about the same value stands, with its decision; one
 * about an earlier value that nobody decided expires. What was withheld or corrected and has another value since is
 * looked at again. The caller's transaction holds the organization's row.
 */
export async function openTasks(db: Db, organizationId: number, analysed: Analysed, now: number): Promise<OpenedTasks> {
  const { results, standing, touched, snapshot, policies } = analysed
  const existing = await readNewestTasks(db, organizationId, touched, policies.review.metrics)
  // The result it is about may not be among these: the job is tried again, and knows of it then.
  for (const key of existing.keys())
    if (!standing.has(key)) throw new Error(`Opening tasks: one about ${key} was opened while it was looked at`)
  const lastId = await db
    .selectFrom('review_task')
    .select(eb => eb.fn.max('id').as('id'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  const firstId = Number(lastId?.id ?? 0) + 1
  let id = firstId
  let rows: Insertable<Tables['review_task']>[] = []
  const write = async () => {
    if (rows.length === 0) return
    await db.insertInto('review_task').values(rows).execute()
    const opened = { kind: 'OPENED', status_after: 'OPEN', version_after: 1 } as const
    await appendReviewEvents(
      db,
      organizationId,
      rows.map(row => ({ ...event(row.id, now), ...opened })),
    )
    rows = []
  }
  const superseded = new Map([...existing].filter(([, task]) => isUndecided(task)))
  for (const result of results) {
    const key = resultKey(result.metric, result.clientId, result.month)
    const before = existing.get(key)
    if (before?.value === result.valueExact && before.status !== 'EXPIRED') {
      superseded.delete(key)
      continue
    }
    const reasons = [...changedSince(before), ...result.reasons]
    if (reasons.length === 0) continue
    // Somebody withheld or corrected it while results were worked out: the job is tried again, and knows of it then.
    if (result.confidence === null) throw new Error(`Opening tasks: ${key} was decided while it was looked at`)
    rows.push({
      ...{ organization_id: organizationId, id, metric: result.metric, scope: result.scope },
      ...{ client_id: result.clientId, month: result.month, snapshot, uploaded_by: result.uploadedBy },
      ...{ status: 'OPEN', version: 1, reasons: JSON.stringify(reasons), value_exact: result.valueExact },
      confidence: result.confidence,
      chain: JSON.stringify(chainFor(policies.approval, result.metric, result.value)),
      ...{ step: 0, assignee: null, due_at: now + policies.review.dueDays * DAY, opened_at: now, closed_at: null },
      ...{ corrected_exact: null, escalated_from: null },
    })
    id++
    if (rows.length === AT_ONCE) await write()
  }
  await write()
  await expire(db, organizationId, [...superseded.values()], snapshot, now)
  return { opened: id - firstId, expired: superseded.size }
}

/** Ends tasks about values that are no more. */
async function expire(
  db: Db,
  organizationId: number,
  tasks: readonly KnownTask[],
  snapshot: number,
  now: number,
): Promise<void> {
  for (const task of tasks)
    await db
      .updateTable('review_task')
      .set({ status: 'EXPIRED', version: task.version + 1, closed_at: now })
      .where('organization_id', '=', organizationId)
      .where('id', '=', task.id)
      .execute()
  const expired = {
    kind: 'EXPIRED',
    status_after: 'EXPIRED',
    comment: `Snapshot ${snapshot} changed the value`,
  } as const
  const events = tasks.map(task => ({ ...event(task.id, now), ...expired, version_after: task.version + 1 }))
  await appendReviewEvents(db, organizationId, events)
}

const event = (taskId: number, at: number) => ({
  ...{ task_id: taskId, at, actor_id: null, comment: null, corrected_exact: null },
})

function changedSince(before: KnownTask | undefined): ReviewReason[] {
  if (!before || !wasSentBack(before)) return []
  const did = before.status === 'REJECTED' ? 'withheld' : 'corrected'
  return [{ code: 'CHANGED_SINCE', text: `Its value changed since a person ${did} it` }]
}
