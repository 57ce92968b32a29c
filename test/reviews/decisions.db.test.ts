import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { verifyLog } from '../../server/audit/verify-log.ts'
import { dbOf } from '../../server/db/tables.ts'
import { reviewedServer, sheets } from './reviewed-server.ts'

const events = async (server: Awaited<ReturnType<typeof reviewedServer>>, action: string) =>
  await dbOf(server.running.database.em.fork())
    .selectFrom('audit_event')
    .select(['subject', 'details', 'actor_id'])
    .where('action', '=', action)
    .execute()

test('an upload opens tasks, and each state shows in the value', async () => {
  await using server = await reviewedServer()
  const { opened } = await server.bring('ANALYST', 'invoices', sheets.invoices)
  // Revenue of two clients in three months; margins are unknown without costs, hours without time.
  expect(opened).toBe(6)
  const acme = await server.taskOf('revenue', 'Acme', '2026-02')
  expect(acme).toMatchObject({ status: 'OPEN', version: 1, value: 1200, reasons: [{ code: 'SAMPLE' }] })
  const now = await server.cell('MANAGER', 'revenue', 'Acme', '2026-02')
  expect(now).toEqual({ value: 1200, text: '$1,200.00', status: 'PENDING_REVIEW', computed: 1200 })
  expect(await server.cell('VIEWER', 'revenue', 'Acme', '2026-02')).toEqual({
    ...{ value: null, text: 'pending review', status: 'PENDING_REVIEW', computed: null },
  })

  expect(await server.decide('MANAGER', { id: acme.id, version: 1, decision: 'APPROVE' })).toMatchObject({
    ...{ __typename: 'ReviewTask', status: 'APPROVED', version: 2 },
  })
  expect(await server.cell('VIEWER', 'revenue', 'Acme', '2026-02')).toMatchObject({ value: 1200, status: 'PUBLISHED' })

  const birch = await server.taskOf('revenue', 'Birch', '2026-02')
  await server.decide('ADMIN', { id: birch.id, version: 1, decision: 'REJECT', comment: 'Wrong client' })
  for (const role of ['ADMIN', 'VIEWER'] as const)
    expect(await server.cell(role, 'revenue', 'Birch', '2026-02')).toMatchObject({
      ...{ value: null, text: 'rejected', status: 'REJECTED', computed: role === 'ADMIN' ? 500 : null },
    })

  const corrected = await server.taskOf('revenue', 'Birch', '2026-03')
  const correction = { id: corrected.id, version: 1, decision: 'CORRECT', correctedValue: 650.25 }
  const bare = await server.ask(
    server.tokens.OWNER,
    'mutation ($input: DecideReviewTaskInput!) { decideReviewTask(input: $input) { __typename } }',
    { input: correction },
  )
  expect(bare.errors[0]?.message).toContain('comment')
  await server.decide('OWNER', { ...correction, comment: 'Fifty were forgotten' })
  expect(await server.cell('VIEWER', 'revenue', 'Birch', '2026-03')).toEqual({
    ...{ value: 650.25, text: '$650.25', status: 'CORRECTED', computed: null },
  })
  expect(await server.cell('ANALYST', 'revenue', 'Birch', '2026-03')).toMatchObject({ value: 650.25, computed: 600 })
})

test('twenty people decide the same task at once: one wins, nineteen get VersionConflict, the log has one decision', async () => {
  await using server = await reviewedServer()
  await server.bring('ANALYST', 'invoices', sheets.invoices)
  const { id } = await server.taskOf('revenue', 'Acme', '2026-01')
  const people = Array.from({ length: 20 }, (_, index) => (['OWNER', 'ADMIN', 'MANAGER'] as const)[index % 3]!)
  const answers = await Promise.all(
    people.map((role, index) => server.decide(role, { id, version: 1, decision: index % 2 ? 'APPROVE' : 'REJECT' })),
  )
  const kinds = answers.map(answer => answer.__typename).sort()
  expect(kinds).toEqual(['ReviewTask', ...Array.from({ length: 19 }, () => 'VersionConflict')])
  expect(await events(server, 'review.decided')).toHaveLength(1)
  expect((await verifyLog(dbOf(server.running.database.em.fork()), server.id)).valid).toBe(true)
})

test('an uploader who decides on their own upload is refused, in the API and in the log', async () => {
  await using server = await reviewedServer()
  await server.bring('ANALYST', 'invoices', sheets.invoices)
  const { id } = await server.taskOf('revenue', 'Acme', '2026-01')
  const refused = await server.decide('ANALYST', { id, version: 1, decision: 'APPROVE' })
  expect(refused).toMatchObject({ __typename: 'NotAllowedToDecide', message: expect.stringContaining('own upload') })
  expect(await server.taskOf('revenue', 'Acme', '2026-01')).toMatchObject({ status: 'OPEN', version: 1 })
  const [entry, ...others] = await events(server, 'review.refused')
  expect(others).toEqual([])
  expect(JSON.parse(entry?.details ?? '{}')).toEqual({ decision: 'APPROVE', why: 'OWN_UPLOAD' })
})

test('a chain takes each person once, in the order of its steps', async () => {
  await using server = await reviewedServer()
  const steps = [
    { roles: ['ANALYST', 'MANAGER'], count: 1 },
    { roles: ['OWNER', 'ADMIN'], count: 2 },
  ]
  const anybody = { steps: [{ roles: ['MANAGER'], count: 1 }] }
  await server.policy('approval', { chains: [{ metrics: ['revenue'], fromAmount: 1000, steps }, anybody] })
  await server.bring('ANALYST', 'invoices', sheets.invoices)
  const { id } = await server.taskOf('revenue', 'Acme', '2026-01')
  const approve = (role: 'OWNER' | 'ADMIN' | 'MANAGER', version: number) =>
    server.decide(role, { id, version, decision: 'APPROVE' })
  expect(await approve('OWNER', 1)).toMatchObject({ __typename: 'NotAllowedToDecide' })
  expect(await approve('MANAGER', 1)).toMatchObject({ status: 'IN_REVIEW', version: 2 })
  expect(await approve('MANAGER', 2)).toMatchObject({ __typename: 'NotAllowedToDecide' })
  expect(await approve('OWNER', 2)).toMatchObject({ status: 'IN_REVIEW', version: 3 })
  expect(await approve('OWNER', 3)).toMatchObject({ message: expect.stringContaining('already') })
  expect(await server.cell('VIEWER', 'revenue', 'Acme', '2026-01')).toMatchObject({ status: 'PENDING_REVIEW' })
  expect(await approve('ADMIN', 3)).toMatchObject({ status: 'APPROVED' })
  const small = await server.taskOf('revenue', 'Acme', '2026-03')
  expect(await server.decide('MANAGER', { id: small.id, version: 1, decision: 'APPROVE' })).toMatchObject({
    status: 'APPROVED',
  })
})

test('values are reproduced as they were shown at any past instant', async () => {
  await using server = await reviewedServer()
  await server.bring('ANALYST', 'invoices', sheets.invoices)
  const moments: { at: string; shown: unknown; viewer: unknown }[] = []
  const look = async () => {
    const at = new Date(Date.now()).toISOString()
    const shown = await server.cell('OWNER', 'revenue', 'Acme', '2026-01')
    moments.push({ at, shown, viewer: await server.cell('VIEWER', 'revenue', 'Acme', '2026-01') })
    await setTimeout(20)
  }
  const decide = async (input: object) => {
    const { id, version } = await server.taskOf('revenue', 'Acme', '2026-01')
    await server.decide('MANAGER', { id, version, ...input })
    await setTimeout(20)
  }
  await setTimeout(20)
  await look()
  await decide({ decision: 'CORRECT', correctedValue: 1111, comment: 'One was doubled' })
  await look()
  await server.bring('ANALYST', 'invoices', 'client,invoice_number,date,status,subtotal\nAcme,I9,2026-01-20,paid,50\n')
  await setTimeout(20)
  await look()
  await decide({ decision: 'REJECT' })
  await look()
  expect(moments.map(({ shown }) => shown)).toMatchObject([
    { value: 1000, status: 'PENDING_REVIEW' },
    { value: 1111, status: 'CORRECTED', computed: 1000 },
    { value: 1050, status: 'PENDING_REVIEW' },
    { value: null, status: 'REJECTED', computed: 1050 },
  ])
  for (const { at, shown, viewer } of moments) {
    expect([at, await server.cell('OWNER', 'revenue', 'Acme', '2026-01', at)]).toEqual([at, shown])
    expect([at, await server.cell('VIEWER', 'revenue', 'Acme', '2026-01', at)]).toEqual([at, viewer])
  }
})

test('a task stands while its value stands, and expires with it', async () => {
  await using server = await reviewedServer()
  await server.bring('ANALYST', 'invoices', sheets.invoices)
  const { id } = await server.taskOf('revenue', 'Acme', '2026-01')
  await server.decide('MANAGER', { id, version: 1, decision: 'APPROVE' })
  // The same month of another client changes: Acme's results stand as they are.
  const more = 'client,invoice_number,date,status,subtotal\nBirch,I8,2026-01-20,paid,50\n'
  expect((await server.bring('ANALYST', 'invoices', more)).opened).toBe(1)
  expect(await server.taskOf('revenue', 'Acme', '2026-01')).toMatchObject({ id, status: 'APPROVED' })
  expect(await server.taskOf('revenue', 'Birch', '2026-01')).toMatchObject({ status: 'OPEN', value: 450 })
  const { data } = await server.ask(
    server.tokens.OWNER,
    '{ reviewTasks(filter: {status: [EXPIRED]}) { nodes { client { name } decisions { kind comment } } } reviewQueue { open decided approvalRate } }',
  )
  expect(data.reviewTasks.nodes).toEqual([
    {
      client: { name: 'Birch' },
      decisions: [
        { kind: 'OPENED', comment: null },
        { kind: 'EXPIRED', comment: 'Snapshot 2 changed the value' },
      ],
    },
  ])
  expect(data.reviewQueue).toEqual({ open: 5, decided: 1, approvalRate: 1 })
})
