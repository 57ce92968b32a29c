import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Member } from '../../server/access/policy.ts'
import { withoutTenant, withTenant } from '../../server/db/row-level-security/tenant-scope.ts'
import { dbOf } from '../../server/db/tables.ts'
import { complianceReport } from '../../server/governance/compliance-report.ts'
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
  expect(Object.keys(byKey)).toEqual(['acceptance', 'files', 'review', 'approval', 'masking', 'signIn', 'retention'])
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
    second_factors: { status: 'ATTENTION', found: expect.stringMatching(/^2 of 2 have none/) },
    backups: { status: 'NOT_CHECKED' },
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

test('the compliance report sees TLS, backups that the server makes, and second factors of those who manage', async () => {
  await using server = await reviewedServer()
  const folder = mkdtempSync(join(tmpdir(), 'moat-compliance-'))
  const { em } = server.running.database
  const viewer = { organizationId: server.id } as Member
  const now = Date.now()
  const report = async (config: object) => {
    const { config: own } = server.running.services
    const lines = await withTenant(server.id, () =>
      complianceReport(dbOf(em.fork()), viewer, 'SOC2', { config: { ...own, ...config }, now }),
    )
    return Object.fromEntries(lines.map(line => [line.key, line]))
  }
  expect((await report({ host: '0.0.0.0' })).binding).toMatchObject({
    ...{ status: 'ATTENTION', found: expect.stringContaining('without TLS') },
  })
  const served = await report({ host: '0.0.0.0', tlsCertFile: 'cert.pem', backupDir: folder })
  expect(served.binding).toMatchObject({ status: 'PASS', found: 'It listens on 0.0.0.0 with TLS' })
  expect(served.backups).toMatchObject({ status: 'ATTENTION', found: 'There is none yet' })
  const backup = join(folder, 'moatmetrics-2026-11-20T00-30Z.moatbackup')
  writeFileSync(backup, '')
  utimesSync(backup, now / 1000, now / 1000 - 3 * 3600)
  expect((await report({ backupDir: folder })).backups?.status).toBe('PASS')
  expect((await report({ backupDir: folder, backupEvery: 'HOUR' })).backups?.status).toBe('ATTENTION')
  await withoutTenant('migrations', async () => {
    const managing = await dbOf(em.fork())
      .selectFrom('membership')
      .select('user_id')
      .where('role', 'in', ['OWNER', 'ADMIN'])
      .orderBy('user_id')
      .execute()
    const [owner, admin] = managing.map(({ user_id }) => Number(user_id))
    if (owner === undefined || admin === undefined) throw new Error('There is no owner or admin')
    const factor = { user_id: owner, secret: 's', created_at: 0, last_step: 0, backup_salt: null }
    await dbOf(em.fork())
      .insertInto('second_factor')
      .values({ ...factor, confirmed_at: 1 })
      .execute()
    const identity = { issuer: 'https://id.example', subject: 'a', created_at: 0, last_used_at: 0 }
    expect((await report({})).second_factors?.found).toMatch(/^1 of 2/)
    await dbOf(em.fork())
      .insertInto('identity')
      .values({ ...identity, user_id: admin })
      .execute()
    expect((await report({})).second_factors?.status).toBe('PASS')
  })
  rmSync(folder, { recursive: true })
})
