import { expect, test } from 'vitest'
import { dayOfInstant, isoOfMonth, monthOfDay } from '../../server/analytics/calendar.ts'
import { dbOf } from '../../server/db/tables.ts'
import { writeIn } from '../../server/db/write-in.ts'
import type { RunningJob } from '../../server/jobs/job-handler.ts'
import { expireTasks } from '../../server/reviews/expire-tasks.ts'
import { everything, type ReviewedServer, reviewedServer, sheets } from './reviewed-server.ts'

const DAY = 86_400_000

/** A job in the hands of its handler, at a time of one's choice. */
const jobOf = ({ running, id }: ReviewedServer, now: number): RunningJob => ({
  ...{
    organizationId: id,
    id: 'test',
    payload: null,
    createdBy: null,
    attempt: 1,
    lease: '',
    em: running.database.em.fork(),
  },
  ...{ now: () => now, signal: new AbortController().signal, progress: async () => undefined },
  write: work => writeIn(running.database.em, running.gate, work),
})

test('what nobody decides in time expires and goes to administrators and owners', async () => {
  await using server = await reviewedServer()
  await server.bring('ANALYST', 'invoices', sheets.invoices)
  const before = await server.taskOf('revenue', 'Acme', '2026-01')
  expect(await expireTasks(jobOf(server, Date.now() + 6 * DAY))).toEqual({ expired: 0 })
  expect(await expireTasks(jobOf(server, Date.now() + 8 * DAY))).toEqual({ expired: 6 })
  const after = await server.taskOf('revenue', 'Acme', '2026-01')
  expect(after).toMatchObject({ status: 'OPEN', version: 1, value: 1000 })
  expect(after.reasons.map(({ code }) => code)).toEqual(['ESCALATED', 'SAMPLE'])
  const { data } = await server.ask(
    server.tokens.OWNER,
    'query ($id: ID!) { reviewTask(id: $id) { escalatedFrom { id status } chain { roles count } } }',
    { id: after.id },
  )
  expect(data.reviewTask).toEqual({
    escalatedFrom: { id: before.id, status: 'EXPIRED' },
    chain: [{ roles: ['OWNER', 'ADMIN'], count: 1 }],
  })
  expect(await server.decide('MANAGER', { id: after.id, version: 1, decision: 'APPROVE' })).toMatchObject({
    __typename: 'NotAllowedToDecide',
  })
  // An escalated task stays, overdue.
  expect(await expireTasks(jobOf(server, Date.now() + 100 * DAY))).toEqual({ expired: 0 })
  expect(await server.decide('ADMIN', { id: after.id, version: 1, decision: 'APPROVE' })).toMatchObject({
    status: 'APPROVED',
  })
})

test('a task is given to somebody who may decide it, talked about, and followed', async () => {
  await using server = await reviewedServer()
  const controller = new AbortController()
  const stream = await fetch(`${server.address}/graphql`, {
    method: 'POST',
    signal: controller.signal,
    headers: {
      ...{ 'content-type': 'application/json', accept: 'text/event-stream' },
      authorization: `Bearer ${server.tokens.MANAGER}`,
    },
    body: JSON.stringify({ query: 'subscription { reviewTaskChanged { status client { name } period { label } } }' }),
  })
  await server.bring('ANALYST', 'invoices', sheets.invoices)
  const { id } = await server.taskOf('revenue', 'Acme', '2026-01')
  const people = await dbOf(server.running.database.em.fork())
    .selectFrom('user_account as u')
    .innerJoin('membership as m', 'm.user_id', 'u.id')
    .select(['u.id', 'm.role'])
    .execute()
  const { encodeId } = await import('../../server/access/opaque-id.ts')
  const userOf = (role: string) => encodeId('User', server.id, people.find(each => each.role === role)?.id ?? 0)
  const assign = (role: string) =>
    server.ask(
      server.tokens.OWNER,
      'mutation ($input: AssignReviewTaskInput!) { assignReviewTask(input: $input) { status version assignee { id } } }',
      { input: { id, assignee: userOf(role) } },
    )
  expect((await assign('MANAGER')).data.assignReviewTask).toEqual({
    ...{ status: 'IN_REVIEW', version: 2, assignee: { id: userOf('MANAGER') } },
  })
  for (const role of ['VIEWER', 'ANALYST'])
    expect((await assign(role)).errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
  const said = await server.ask(
    server.tokens.ANALYST,
    'mutation ($id: ID!) { commentOnReviewTask(id: $id, comment: "Looks right") { version decisions { kind comment } } }',
    { id },
  )
  expect(said.data.commentOnReviewTask).toMatchObject({ version: 2, decisions: { length: 3 } })
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('IN_REVIEW')) text += (await reader.read()).value ?? ''
  expect(text).toContain('"client":{"name":"Acme"}')
  controller.abort()
})

test('a policy may ask about the last months only, whatever years a sheet covers', async () => {
  await using server = await reviewedServer({ ...everything, months: 1 })
  expect(await server.bring('ANALYST', 'invoices', sheets.invoices)).toMatchObject({ opened: 0 })
  const lastMonth = isoOfMonth(monthOfDay(dayOfInstant(Date.now())) - 1)
  const sheet = `client,invoice_number,date,status,subtotal\nAcme,I9,${lastMonth}-03,paid,700\n`
  expect((await server.bring('ANALYST', 'invoices', sheet)).opened).toBeGreaterThan(0)
  expect(await server.taskOf('revenue', 'Acme', lastMonth)).toMatchObject({ status: 'OPEN', value: 700 })
})
