import type { Insertable } from 'kysely'
import type { Db, Tables } from '../../db/tables.ts'
import { chainFor } from '../../governance/chain-for.ts'
import type { Policies } from '../../governance/policy-schema.ts'
import { appendReviewEvents, type NewReviewEvent } from '../append-review-event.ts'
import { isUndecided, type ReviewTaskRecord, reviewTaskRecord } from '../review-task.ts'
import type { ReviewReason } from '../triggers.ts'
import type { FoundResult } from './read-results.ts'
import type { TouchedResult } from './touched-results.ts'

const DAY = 86_400_000

export interface OpenedTasks {
  readonly opened: number
  readonly expired: number
}

/**
 * Opens tasks for results that the policy wants looked at. A task about the same value stands, with its decision; one
 * about an earlier value that nobody decided expires. What was withheld or corrected and has another value since is
 * looked at again. The caller's transaction holds the organization's row.
 */
export async function openTasks(
  db: Db,
  organizationId: number,
  {
    results,
    touched,
    snapshot,
    policies,
  }: {
    readonly results: readonly FoundResult[]
    readonly touched: readonly TouchedResult[]
    /** Newest snapshot behind the results. */
    readonly snapshot: number
    readonly policies: Policies
  },
  now: number,
): Promise<OpenedTasks> {
  const existing = await readNewest(db, organizationId, touched, policies.review.metrics)
  const lastId = await db
    .selectFrom('review_task')
    .select(eb => eb.fn.max('id').as('id'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  let id = Number(lastId?.id ?? 0)
  const rows: Insertable<Tables['review_task']>[] = []
  const events: NewReviewEvent[] = []
  const superseded = new Map([...existing].filter(([, task]) => isUndecided(task)))
  for (const result of results) {
    const key = keyOf(result.metric.key, result.clientId, result.month)
    const before = existing.get(key)
    if (before?.value === result.valueExact && before.status !== 'EXPIRED') {
      superseded.delete(key)
      continue
    }
    const reasons = [...changedSince(before), ...result.reasons]
    if (reasons.length === 0) continue
    id++
    rows.push({
      ...{ organization_id: organizationId, id, metric: result.metric.key, scope: result.metric.scope },
      ...{ client_id: result.clientId, month: result.month, snapshot, uploaded_by: result.uploadedBy },
      ...{ status: 'OPEN', version: 1, reasons: JSON.stringify(reasons), value_exact: result.valueExact },
      confidence: JSON.stringify(result.confidence),
      chain: JSON.stringify(chainFor(policies.approval, result.metric.key, result.value)),
      ...{ step: 0, assignee: null, due_at: now + policies.review.dueDays * DAY, opened_at: now, closed_at: null },
      ...{ corrected_exact: null, escalated_from: null },
    })
    events.push({ ...event(id, now), kind: 'OPENED', status_after: 'OPEN', version_after: 1 })
  }
  for (const task of superseded.values()) {
    await db
      .updateTable('review_task')
      .set({ status: 'EXPIRED', version: task.version + 1, closed_at: now })
      .where('organization_id', '=', organizationId)
      .where('id', '=', task.id)
      .execute()
    const comment = `Snapshot ${snapshot} changed the value`
    events.push({
      ...event(task.id, now),
      kind: 'EXPIRED',
      status_after: 'EXPIRED',
      version_after: task.version + 1,
      comment,
    })
  }
  for (let at = 0; at < rows.length; at += 100)
    await db
      .insertInto('review_task')
      .values(rows.slice(at, at + 100))
      .execute()
  await appendReviewEvents(db, organizationId, events)
  return { opened: rows.length, expired: superseded.size }
}

const event = (taskId: number, at: number) => ({
  ...{ task_id: taskId, at, actor_id: null, comment: null, corrected_exact: null },
})

const keyOf = (metric: string, clientId: number, month: number): string => `${metric} ${clientId} ${month}`

function changedSince(before: ReviewTaskRecord | undefined): ReviewReason[] {
  if (before?.status !== 'REJECTED' && before?.status !== 'CORRECTED') return []
  const did = before.status === 'REJECTED' ? 'withheld' : 'corrected'
  return [{ code: 'CHANGED_SINCE', text: `Its value changed since a person ${did} it` }]
}

/** The newest task of each touched result, and of the firm in those months. */
async function readNewest(
  db: Db,
  organizationId: number,
  touched: readonly TouchedResult[],
  metrics: readonly string[],
): Promise<Map<string, ReviewTaskRecord>> {
  if (touched.length === 0 || metrics.length === 0) return new Map()
  const months = touched.map(({ month }) => month)
  const rows = await db
    .selectFrom('review_task')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('metric', 'in', [...metrics])
    .where(
      'month',
      '>=',
      months.reduce((a, b) => Math.min(a, b)),
    )
    .where(
      'month',
      '<=',
      months.reduce((a, b) => Math.max(a, b)),
    )
    .orderBy('id')
    .execute()
  const wanted = new Set(touched.flatMap(({ clientId, month }) => [`${clientId} ${month}`, `0 ${month}`]))
  const fitting = rows.filter(row => wanted.has(`${row.client_id} ${row.month}`)).map(reviewTaskRecord)
  return new Map(fitting.map(task => [keyOf(task.metric, task.clientId, task.month), task]))
}
