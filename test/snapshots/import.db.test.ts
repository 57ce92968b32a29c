import { expect, test } from 'vitest'
import { dbOf } from '../../server/db/tables.ts'
import { readChanges } from '../../server/snapshots/changes/read-changes.ts'
import { readRowIssues } from '../../server/snapshots/read-snapshots.ts'
import { testOrganization } from '../support/imports.ts'
import { recomputedRollups, rollupSums, rowsInForce } from '../support/stored-state.ts'

const CLIENTS = 'Company,Industry\nAcme Corp,Manufacturing\nHarbor Dental,Healthcare\n'
const LOGS = [
  'client_name,technician,date,hours,rate,cost_rate,billable',
  'Acme Corp,Maya Lopez,2026-03-02,1.5,150,60,yes',
  'Acme Corp,Maya Lopez,2026-03-02,1.5,150,60,yes',
  'Harbor Dental,Sam Reed,2026-03-03,2,150,,no',
].join('\n')

test('a sheet becomes a version: numbered, counted, rolled up and logged', async () => {
  await using msp = await testOrganization()
  await msp.accept('clients', CLIENTS)
  const snapshot = await msp.accept('time_logs', LOGS)
  expect(snapshot).toMatchObject({
    number: 2,
    status: 'ACCEPTED',
    rowCount: 3,
    acceptedCount: 3,
    rejectedCount: 0,
    addedCount: 3,
  })
  const em = msp.database.orm.em.fork()
  expect(await rollupSums(em)).toEqual(await recomputedRollups(em))
  const log = await dbOf(em).selectFrom('audit_event').select(['seq', 'action', 'subject']).orderBy('seq').execute()
  expect(log).toEqual([
    { seq: 1, action: 'snapshot.accepted', subject: 'Snapshot:1' },
    { seq: 2, action: 'snapshot.accepted', subject: 'Snapshot:2' },
  ])
})

test('the same bytes twice are the same snapshot, and other bytes with the same rows change nothing', async () => {
  await using msp = await testOrganization()
  await msp.accept('clients', CLIENTS)
  const first = await msp.accept('time_logs', LOGS)
  expect((await msp.accept('time_logs', LOGS)).uid).toBe(first.uid)
  await msp.accept('clients', `${CLIENTS}Quay Legal,Legal\n`)
  expect((await msp.accept('time_logs', LOGS)).uid).toBe(first.uid)
  const again = await msp.accept('time_logs', `${LOGS}\n\n`)
  expect(again).toMatchObject({ addedCount: 0, changedCount: 0, unchangedCount: 3, removedCount: 0 })
  expect((await rowsInForce(msp.database.orm.em.fork())).time_log_row).toHaveLength(3)
})

test('an unknown client is a rejected row with the closest name, and a correction completes the upload', async () => {
  await using msp = await testOrganization()
  await msp.accept('clients', CLIENTS)
  const snapshot = await msp.accept('time_logs', LOGS.replace('Harbor Dental', 'Harbour Dental'))
  expect(snapshot).toMatchObject({ rowCount: 3, acceptedCount: 2, rejectedCount: 1 })
  const { issues } = await readRowIssues(dbOf(msp.database.orm.em.fork()), msp.organizationId, snapshot.number, {
    limit: 10,
  })
  expect(issues).toEqual([
    expect.objectContaining({
      row: 4,
      column: 'client',
      code: 'UNKNOWN_CLIENT',
      severity: 'ERROR',
      suggestion: 'Harbor Dental',
    }),
  ])
  const corrected = await msp.imports.correct({
    uid: 'correction-1',
    by: { organizationId: msp.organizationId, userId: msp.userId, role: 'ANALYST' },
    snapshot: snapshot.uid,
    rows: [{ row: 4, cells: { client_name: 'Harbor Dental' } }],
    mode: 'STRICT',
    dryRun: false,
    description: null,
  }).done
  expect(corrected).toMatchObject({
    type: 'Snapshot',
    snapshot: { origin: 'CORRECTION', addedCount: 1, rejectedCount: 0 },
  })
  const full = await msp.accept('time_logs', LOGS)
  expect(full).toMatchObject({ addedCount: 0, changedCount: 0, unchangedCount: 3 })
})

test('STRICT refuses the whole sheet for one bad row, and a dry run stores nothing but reports the same', async () => {
  await using msp = await testOrganization()
  await msp.accept('clients', CLIENTS)
  const bad = LOGS.replace('2026-03-03,2,', '2026-03-03,30,')
  const em = msp.database.orm.em.fork()
  const before = await rowsInForce(em)
  expect(await msp.upload('time_logs', bad, { mode: 'STRICT' })).toMatchObject({
    type: 'RowsRejected',
    rejectedCount: 1,
    rowCount: 3,
  })
  const dry = await msp.accept('time_logs', bad, { dryRun: true })
  expect(dry).toMatchObject({ number: 0, status: 'PENDING', addedCount: 2, rejectedCount: 1 })
  expect(dry.preview?.changes.map(change => [change.kind, change.key])).toEqual([
    ['ADDED', 'Acme Corp · Maya Lopez · 2026-03-02 · 1.50'],
    ['ADDED', 'Acme Corp · Maya Lopez · 2026-03-02 · 1.50'],
  ])
  expect(await rowsInForce(em)).toEqual(before)
  const real = await msp.accept('time_logs', bad)
  const same = ['rowCount', 'acceptedCount', 'rejectedCount', 'addedCount', 'quality', 'firstDay', 'lastDay'] as const
  for (const field of same) expect([field, real[field]]).toEqual([field, dry[field]])
})

test('an invoice that changes is a new version of the row, shown in the diff with the columns that differ', async () => {
  await using msp = await testOrganization()
  await msp.accept('clients', CLIENTS)
  const head = 'Customer,Invoice #,Invoice Date,Sub Total,Tax,Total,Status\n'
  await msp.accept(
    'invoices',
    `${head}Acme Corp,INV-1,2026-03-01,100.00,8.00,108.00,pending\nAcme Corp,INV-2,2026-03-01,50,4,54,paid`,
  )
  const second = await msp.accept(
    'invoices',
    `${head}Acme Corp,INV-1,2026-03-01,100.00,8.00,108.00,paid\nAcme Corp,INV-3,2026-04-01,70,0,70,paid`,
  )
  expect(second).toMatchObject({ addedCount: 1, changedCount: 1, removedCount: 0 })
  const em = msp.database.orm.em.fork()
  const { changes, totalCount } = await readChanges(em, msp.organizationId, {
    dataset: 'INVOICES',
    from: 2,
    to: 3,
    offset: 0,
    limit: 10,
  })
  expect(totalCount).toBe(2)
  expect(changes.map(change => [change.kind, change.key, change.columns])).toEqual([
    ['CHANGED', 'INV-1', ['status']],
    ['ADDED', 'INV-3', []],
  ])
  expect(await rollupSums(em)).toEqual(await recomputedRollups(em))
  expect(await rollupSums(em, 2)).toEqual(await recomputedRollups(em, 2))
})

test('replacing a period removes what the sheet no longer has there, and nothing outside', async () => {
  await using msp = await testOrganization()
  await msp.accept('clients', CLIENTS)
  const head = 'client,staff,date,hours,id\n'
  await msp.accept(
    'time_logs',
    `${head}Acme Corp,Maya,2026-02-27,1,a\nAcme Corp,Maya,2026-03-02,1,b\nAcme Corp,Maya,2026-03-03,1,c`,
  )
  const period = { from: Date.UTC(2026, 2, 1) / 86_400_000, to: Date.UTC(2026, 2, 31) / 86_400_000 }
  const replaced = await msp.accept(
    'time_logs',
    `${head}Acme Corp,Maya,2026-03-02,2,b\nAcme Corp,Maya,2026-04-01,1,d`,
    {
      scope: 'REPLACE_PERIOD',
      period,
    },
  )
  expect(replaced).toMatchObject({ addedCount: 0, changedCount: 1, removedCount: 1, rejectedCount: 1 })
  const all = await msp.accept('time_logs', `${head}Acme Corp,Maya,2026-05-01,1,e`, { scope: 'REPLACE_ALL' })
  expect(all).toMatchObject({ addedCount: 1, removedCount: 2 })
  const em = msp.database.orm.em.fork()
  expect(await rollupSums(em)).toEqual(await recomputedRollups(em))
})

test('a sheet without a column that the rows it changes have a value in says so before it is stored', async () => {
  await using msp = await testOrganization()
  await msp.accept('clients', CLIENTS)
  const dry = await msp.accept('clients', 'Company,Phone\nAcme Corp,+1 555 010 2030\n', { dryRun: true })
  expect(dry.preview?.issues).toEqual([
    expect.objectContaining({ row: 0, column: 'industry', code: 'COLUMN_CLEARED', severity: 'WARNING' }),
  ])
  const whole = await msp.accept('clients', 'Company,Phone,Industry\nAcme Corp,+1 555 010 2030,Manufacturing\n', {
    dryRun: true,
  })
  expect(whole.preview?.issues).toEqual([])
})
