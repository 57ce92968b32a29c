import { afterAll, beforeAll, expect, test } from 'vitest'
import { dialectOf } from '../../../server/db/dialect.ts'
import type { ReviewStatus } from '../../../server/db/entities/review-task.ts'
import { type Db, dbOf } from '../../../server/db/tables.ts'
import { KeptReviews, keptReviews } from '../../../server/metrics/reviews/kept-reviews.ts'
import { reviewsByMetric } from '../../../server/metrics/reviews/reviews-by-metric.ts'
import { reviewQuery } from '../../../server/metrics/sql/review-query.ts'
import { appendReviewEvents } from '../../../server/reviews/append-review-event.ts'
import { type TestMsp, testMsp } from '../../support/test-msp.ts'

let msp: TestMsp
beforeAll(async () => {
  msp = await testMsp()
})
afterAll(() => msp?.[Symbol.asyncDispose]())

const metrics = ['revenue', 'hours', 'spend']
const tenant = () => ({ organizationId: msp.organizationId, asOf: null })
const db = (): Db => dbOf(msp.database.orm.em.fork())

async function open(id: number, metric: string, clientId: number, month: number): Promise<void> {
  const now = Date.UTC(2026, 3, 10)
  await db()
    .insertInto('review_task')
    .values({
      ...{
        organization_id: msp.organizationId,
        id,
        metric,
        scope: 'data:read',
        client_id: clientId,
        month,
        snapshot: 1,
      },
      ...{ uploaded_by: null, status: 'OPEN', version: 1, reasons: '[]', value_exact: String(id), confidence: '{}' },
      ...{ chain: '[]', step: 0, assignee: null, due_at: now, opened_at: now, closed_at: null, corrected_exact: null },
      escalated_from: null,
    })
    .execute()
  await happened(id, 'OPEN')
}

async function decide(id: number, status: ReviewStatus): Promise<void> {
  const corrected = status === 'CORRECTED' ? '5' : null
  await db()
    .updateTable('review_task')
    .set({ status, corrected_exact: corrected })
    .where('organization_id', '=', msp.organizationId)
    .where('id', '=', id)
    .execute()
  await happened(id, status)
}

const happened = (id: number, status: ReviewStatus) =>
  appendReviewEvents(db(), msp.organizationId, [
    {
      ...{ task_id: id, at: Date.UTC(2026, 3, 10), kind: 'OPENED', status_after: status, version_after: 1 },
      ...{ actor_id: null, comment: null, corrected_exact: null },
    },
  ])

/** All of them as the tables say. */
const stored = async (asked: readonly string[]) =>
  reviewsByMetric(asked, await reviewQuery(db(), tenant(), { metrics: asked, months: null, clients: null }).execute())

test('what is kept is what the tables say, whatever happened in which order', async () => {
  const kept = new KeptReviews()
  const statuses: readonly ReviewStatus[] = ['IN_REVIEW', 'APPROVED', 'REJECTED', 'CORRECTED', 'EXPIRED']
  for (let id = 1; id <= 60; id++) {
    // Few results, so that one has several tasks after another.
    await open(id, metrics[id % 3]!, id % 4, 24_312 + (id % 2))
    if (id % 2 === 0) await decide(1 + ((id * 7) % id), statuses[id % statuses.length]!)
    if (id % 5 !== 0) continue
    // Metrics are asked for one by one and together.
    const asked = id % 10 === 0 ? metrics : [metrics[id % 3]!]
    const read = await kept.read(db(), dialectOf(msp.database.orm.em), tenant(), asked)
    const expected = await stored(asked)
    expect(new Map(asked.map(metric => [metric, read?.get(metric)]))).toEqual(expected)
  }
})

test('an answer that is being worked out keeps its reviews while one of them is decided', async () => {
  const kept = new KeptReviews()
  await open(100, 'revenue', 9, 24_312)
  const before = await kept.read(db(), dialectOf(msp.database.orm.em), tenant(), ['revenue'])
  const copy = structuredClone(before)
  await decide(100, 'REJECTED')
  const after = await kept.read(db(), dialectOf(msp.database.orm.em), tenant(), ['revenue'])
  expect(before).toEqual(copy)
  expect(after).not.toEqual(copy)
})

test('of one state nothing is read twice, and within a transaction nothing is kept', async () => {
  const { em } = msp.database.orm
  const kept = keptReviews(em.fork(), msp.organizationId)!
  expect(kept.has(['revenue'])).toBe(false)
  const first = await kept.read(db(), dialectOf(msp.database.orm.em), tenant(), ['revenue'])
  expect(kept.has(['revenue'])).toBe(true)
  expect(keptReviews(em.fork(), msp.organizationId)).toBe(kept)
  expect(await kept.read(db(), dialectOf(msp.database.orm.em), tenant(), ['revenue'])).toBe(first)
  await em.fork().transactional(async inside => {
    expect(keptReviews(inside, msp.organizationId)).toBeNull()
  })
})
