import { expect, test } from 'vitest'
import { dbOf } from '../../server/db/tables.ts'
import { reviewedServer, sheets } from '../reviews/reviewed-server.ts'

test('policies are versions: each is kept, the newest holds, before and after stand in the log', async () => {
  await using server = await reviewedServer()
  await server.policy('retention', { months: { TIME_LOGS: 24 } })
  await server.policy('retention', { months: { TIME_LOGS: 36, STAFF: null } })
  const { data } = await server.ask(
    server.tokens.MANAGER,
    '{ policies { key version value history { version value createdBy { name } } } }',
  )
  const byKey = Object.fromEntries(data.policies.map((policy: { key: string }) => [policy.key, policy]))
  expect(Object.keys(byKey)).toEqual(['acceptance', 'files', 'review', 'approval', 'masking', 'retention'])
  expect(byKey.files).toMatchObject({ version: 0, history: [] })
  expect(byKey.retention).toEqual({
    ...{ key: 'retention', version: 2, value: { months: { TIME_LOGS: 36, STAFF: null } } },
    history: [
      { version: 2, value: { months: { TIME_LOGS: 36, STAFF: null } }, createdBy: { name: 'OWNER of North' } },
      { version: 1, value: { months: { TIME_LOGS: 24 } }, createdBy: { name: 'OWNER of North' } },
    ],
  })
  const [entry] = await dbOf(server.running.database.em.fork())
    .selectFrom('audit_event')
    .select('details')
    .where('subject', '=', 'Policy:retention')
    .orderBy('seq', 'desc')
    .execute()
  expect(JSON.parse(entry?.details ?? '{}')).toEqual({
    ...{ version: 2, before: { months: { TIME_LOGS: 24 } }, after: { months: { TIME_LOGS: 36, STAFF: null } } },
  })
  const set = (role: 'ADMIN' | 'ANALYST', key: string, value: unknown) =>
    server.ask(
      server.tokens[role],
      'mutation ($key: String!, $value: JSON!) { setPolicy(key: $key, value: $value) { version } }',
      { key, value },
    )
  expect((await set('ANALYST', 'files', {})).errors[0]?.extensions.code).toBe('FORBIDDEN')
  expect((await set('ADMIN', 'colours', {})).errors[0]?.message).toContain('there are acceptance, files')
  expect((await set('ADMIN', 'review', { sampleShare: 2 })).errors[0]?.extensions.code).toBe('INVALID_POLICY')
})

test('policies hold: types and sizes of files, quality, and who sees personal data', async () => {
  await using server = await reviewedServer()
  const upload = async () =>
    await (await server.upload(server.tokens.ANALYST, 'invoices?createMissingClients=true', sheets.invoices)).json()
  await server.policy('files', { types: ['xlsx'], maxBytes: null, maxRows: null })
  expect(await upload()).toMatchObject({ __typename: 'InvalidFile', code: 'TYPE_NOT_ALLOWED' })
  await server.policy('files', { types: ['csv'], maxBytes: 100, maxRows: null })
  expect(await upload()).toMatchObject({ __typename: 'InvalidFile', code: 'TOO_LARGE' })
  await server.policy('files', { types: ['csv'], maxBytes: null, maxRows: null })
  await server.policy('acceptance', { minimumQuality: { INVOICES: 100 } })
  expect(await upload()).toMatchObject({ __typename: 'QualityTooLow', minimum: 100 })
  await server.policy('acceptance', { minimumQuality: {} })
  expect(await upload()).toMatchObject({ __typename: 'Snapshot' })

  const names = async () =>
    (
      await server.ask(
        server.tokens.MANAGER,
        '{ metrics(query: {metrics: ["hours"], groupBy: [STAFF]}) { totalCount } }',
      )
    ).errors[0]?.extensions.code ?? 'SHOWN'
  expect(await names()).toBe('SHOWN')
  await server.policy('masking', { contacts: [], staffNames: ['MANAGER'] })
  expect(await names()).toBe('FORBIDDEN')
})

test('retention removes what is older than the policy keeps, with its sums, and says how much', async () => {
  await using server = await reviewedServer()
  const old = 'client,staff_name,date,hours\nAcme,Petra,2015-01-12,4\nAcme,Petra,2015-02-12,4\n'
  await server.bring('ANALYST', 'time_logs', old)
  await server.bring('ANALYST', 'time_logs', sheets.time_logs)
  const hours = async () =>
    (await server.ask(server.tokens.OWNER, '{ metrics(query: {metrics: ["hours"]}) { flatRows } }')).data.metrics
      .flatRows
  const apply = async (dryRun: boolean) =>
    (await server.ask(server.tokens.OWNER, `mutation { applyRetention(dryRun: ${dryRun}) { counts { table count } } }`))
      .data.applyRetention.counts
  expect(await apply(false)).toEqual([])
  await server.policy('retention', { months: { TIME_LOGS: 100 } })
  expect(await apply(true)).toContainEqual({ table: 'time_log_row', count: 2 })
  expect(await hours()).toEqual([{ hours: 38 }])
  expect(await apply(false)).toContainEqual({ table: 'time_month', count: 2 })
  expect(await hours()).toEqual([{ hours: 30 }])
  expect(await apply(false)).toEqual([])
})

test('the compliance report says what was looked at, what was found, and what nobody can know', async () => {
  await using server = await reviewedServer()
  await server.bring('ANALYST', 'invoices', sheets.invoices)
  const report = async () => {
    const { data } = await server.ask(
      server.tokens.MANAGER,
      '{ complianceReport(framework: GDPR) { key heading checked found status } }',
    )
    return Object.fromEntries(data.complianceReport.map((line: { key: string }) => [line.key, line]))
  }
  const sound = await report()
  expect(sound).toMatchObject({
    audit_chain: { status: 'PASS', heading: expect.stringContaining('Art. 5') },
    ...{ binding: { status: 'PASS' }, retention: { status: 'ATTENTION' }, key_expiry: { status: 'PASS' } },
    overdue_reviews: { status: 'PASS', found: expect.stringContaining('6 results await review, 0 overdue') },
    encryption_at_rest: { status: 'NOT_CHECKED', found: expect.stringContaining('because') },
  })
  await server.ask(server.tokens.OWNER, 'mutation { createApiKey(input: {name: "BI"}) { secret } }')
  await server.policy('retention', { months: { TIME_LOGS: 24, CLIENTS: 24, STAFF: 24 } })
  await dbOf(server.running.database.em.fork())
    .updateTable('audit_event')
    .set({ role: 'VIEWER' })
    .where('seq', '=', 3)
    .execute()
  expect(await report()).toMatchObject({
    audit_chain: { status: 'ATTENTION', found: expect.stringContaining('Entry 3') },
    ...{ retention: { status: 'PASS' }, key_expiry: { status: 'ATTENTION' } },
  })
})
