import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Api } from '../../../addin/api/api.ts'
import { createApi } from '../../../addin/api/create-api.ts'
import { memoryKeeper } from '../../../addin/api/kept-session.ts'
import { metricTableModel } from '../../../addin/app/metrics/metric-table-model.ts'
import { readMetricTable } from '../../../addin/app/metrics/read-metric-table.ts'
import { decideReview, decisionProblem } from '../../../addin/app/reviews/decide-review.ts'
import {
  readDecider,
  readReviewTask,
  readReviewTasks,
  undecided,
  whyNotDecide,
} from '../../../addin/app/reviews/review-task.ts'
import type { Role } from '../../../server/access/policy.ts'
import { type ReviewedServer, reviewedServer, sheets } from '../../reviews/reviewed-server.ts'
import { emailOf, PASSWORD } from '../../support/server.ts'

let server: ReviewedServer
beforeAll(async () => {
  server = await reviewedServer()
  await server.bring('ADMIN', 'clients', 'name\nAcme\nBirch\n')
  await server.bring('ADMIN', 'invoices', sheets.invoices)
  await server.bring('ANALYST', 'time_logs', sheets.time_logs)
})
afterAll(() => server[Symbol.asyncDispose]())

async function apiOf(role: Role): Promise<Api> {
  const { api, session } = createApi({ origin: server.address, fetch, tokens: memoryKeeper() })
  await session.signIn({ email: emailOf('North', role), password: PASSWORD })
  return api
}
async function taskOf(api: Api, month: string) {
  const filter = { ...undecided, metric: 'revenue', month }
  const { tasks } = await readReviewTasks(api, filter)
  const task = tasks.find(({ client }) => client?.name === 'Acme')
  if (!task) throw new Error(`there is no task of ${month}`)
  return task
}
const approve = { verdict: 'APPROVE', comment: '', correctedValue: null } as const

describe('a review', () => {
  test('is listed page by page, and explained', async () => {
    const api = await apiOf('MANAGER')
    const page = await readReviewTasks(api, undecided, { first: 2 })
    expect(page.tasks).toHaveLength(2)
    expect(page.totalCount).toBeGreaterThan(2)
    const next = await readReviewTasks(api, undecided, { first: 2, after: page.next })
    expect(next.tasks.map(({ id }) => id)).not.toContain(page.tasks[0]?.id)
    const task = await readReviewTask(api, (await taskOf(api, '2026-02')).id)
    expect(task.explanation?.sentence).toContain('Acme')
  })

  test('is decided once: who comes second is shown how it stands', async () => {
    const [manager, owner] = [await apiOf('MANAGER'), await apiOf('OWNER')]
    const task = await taskOf(manager, '2026-01')
    expect(await decideReview(owner, task, approve)).toMatchObject({ kind: 'decided', task: { status: 'APPROVED' } })
    const late = await decideReview(manager, task, { ...approve, verdict: 'REJECT', comment: 'No' })
    expect(late).toMatchObject({ kind: 'conflict', task: { status: 'APPROVED' } })
  })

  test('is not decided by who brought the data, and they are told before they try', async () => {
    const admin = await apiOf('ADMIN')
    const task = await taskOf(admin, '2026-03')
    expect(whyNotDecide(task, await readDecider(admin))).toContain('your own upload')
    expect(await decideReview(admin, task, approve)).toMatchObject({ kind: 'not-allowed' })
    expect(whyNotDecide(task, await readDecider(await apiOf('MANAGER')))).toBeNull()
  })

  test('needs a reason unless it approves, and a number to correct', () => {
    expect(decisionProblem(approve)).toBeNull()
    expect(decisionProblem({ ...approve, verdict: 'REJECT' })).toContain('Say why')
    expect(decisionProblem({ ...approve, verdict: 'CORRECT', comment: 'x' })).toContain('Enter the value')
    expect(decisionProblem({ verdict: 'CORRECT', comment: 'x', correctedValue: 1 })).toBeNull()
  })
})

test('a table of a viewer says that numbers are pending, never 0', async () => {
  const query = {
    metrics: ['revenue'],
    groupBy: ['CLIENT', 'MONTH'],
    period: { between: { from: '2026-02-01', to: '2026-02-28' } },
  } as const
  const by = { user: 'viewer@north.example', server: server.address, now: '2026-07-01T00:00:00Z' }
  const valuesOf = async (role: Role) => {
    const answer = await readMetricTable(await apiOf(role), query)
    const { rows } = metricTableModel(answer, query, by, { chart: false })
    return rows.map(({ cells, marks }) => ({ value: cells[2], note: marks?.[2]?.note ?? '' }))
  }
  const viewer = await valuesOf('VIEWER')
  expect(viewer.map(({ value }) => value)).toEqual(['pending review', 'pending review'])
  const manager = await valuesOf('MANAGER')
  expect(manager.map(({ value }) => value)).toEqual([1200, 500])
  expect(manager.every(({ note }) => note.startsWith('Awaits review'))).toBe(true)
})
