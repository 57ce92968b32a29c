import { setTimeout } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { dbOf } from '../../server/db/tables.ts'
import type { ImportProgress } from '../../server/snapshots/import-outcome.ts'
import { eventually } from '../support/eventually.ts'
import { fileRequest, snapshotOf, type TestOrganization, testOrganization } from '../support/imports.ts'
import { rollupSums, rowsInForce } from '../support/stored-state.ts'

const CLIENTS = 'name\nAcme Corp\n'
const logs = (count: number): string =>
  `client,staff,date,hours,id\n${Array.from({ length: count }, (_, i) => `Acme Corp,Maya,2026-0${1 + (i % 6)}-15,0.25,e${i}`).join('\n')}`
const by = (msp: TestOrganization) => ({
  organizationId: msp.organizationId,
  userId: msp.userId,
  role: 'ANALYST' as const,
})

test('a cancelled import leaves nothing behind, and the next one goes through', async () => {
  await using msp = await testOrganization()
  await msp.accept('clients', CLIENTS)
  const em = msp.database.orm.em.fork()
  const [rows, sums] = [await rowsInForce(em), await rollupSums(em)]
  const running = msp.imports.start(fileRequest(by(msp), 'time_logs', logs(60_000)))
  for await (const progress of running.follow()) {
    if (progress.stage === 'READING') break
  }
  running.cancel()
  expect(await running.done).toMatchObject({ type: 'Cancelled' })
  expect([await rowsInForce(em), await rollupSums(em)]).toEqual([rows, sums])
  for (const table of ['row_issue', 'rejected_row', 'person'] as const) {
    expect([table, await dbOf(em).selectFrom(table).selectAll().execute()]).toEqual([table, []])
  }
  expect(await msp.accept('time_logs', logs(100))).toMatchObject({ number: 2, addedCount: 100 })
})

test('progress goes through the stages, counts up, and ends with DONE', async () => {
  await using msp = await testOrganization()
  await msp.accept('clients', CLIENTS)
  const running = msp.imports.start(fileRequest(by(msp), 'time_logs', logs(20_000)))
  const seen: ImportProgress[] = []
  for await (const progress of running.follow()) seen.push(progress)
  const stages = [...new Set(seen.map(progress => progress.stage))]
  expect(stages.filter(stage => stage !== 'QUEUED')).toEqual(['INSPECTING', 'READING', 'COMPARING', 'STORING', 'DONE'])
  const read = seen.filter(progress => progress.stage === 'READING').map(progress => progress.rows)
  expect(read).toEqual([...read].sort((a, b) => a - b))
  expect(seen.at(-1)).toMatchObject({ stage: 'DONE', total: 20_000 })
  expect(msp.imports.find(msp.organizationId, running.uid)?.outcome).toMatchObject({ type: 'Snapshot' })
  expect(msp.imports.find(msp.organizationId + 1, running.uid)).toBeUndefined()
})

test('fifty uploads at once get dense numbers and lose nothing', async () => {
  await using msp = await testOrganization()
  await msp.accept('clients', CLIENTS)
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      msp.upload('time_logs', `client,staff,date,hours,id\nAcme Corp,Maya,2026-03-02,1,u${i}\n`),
    ),
  )
  const numbers = outcomes.map(outcome => snapshotOf(outcome).number).sort((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: 50 }, (_, i) => i + 2))
  expect((await rowsInForce(msp.database.orm.em.fork())).time_log_row).toHaveLength(50)
})

test('a file that is no sheet is an answer, a path that cannot be read a failure, and the worker goes on after both', async () => {
  await using msp = await testOrganization()
  expect(await msp.upload('clients', Buffer.from('%PDF-1.7\n\u0000\u0001binary'))).toMatchObject({
    type: 'InvalidFile',
  })
  expect(await msp.upload('clients', '')).toMatchObject({ type: 'InvalidFile' })
  const missing = { kind: 'file', path: '/nowhere/at/all.csv', fileName: 'all.csv', byteSize: 1 } as const
  await expect(msp.upload('clients', '', { source: missing })).rejects.toThrow('ENOENT')
  expect((await msp.upload('clients', CLIENTS)).type).toBe('Snapshot')
})

test('what was said about the columns of a sheet is remembered for the next one with the same headings', async () => {
  await using msp = await testOrganization()
  const sheet = 'Kunde,Seit\nAcme Corp,03/04/2024\n'
  expect(await msp.upload('clients', sheet)).toMatchObject({ type: 'MappingNeeded' })
  const mapping = [
    { heading: 'Kunde', column: 'name' },
    { heading: 'Seit', column: 'since', dateOrder: 'DAY_FIRST' as const },
  ]
  await msp.accept('clients', sheet, { mapping })
  await msp.accept('clients', 'Kunde,Seit\nHarbor Dental,05/06/2024\n')
  const { client_row: rows = [] } = await rowsInForce(msp.database.orm.em.fork())
  expect(rows.map(row => JSON.parse(row).since_day)).toEqual([
    Date.UTC(2024, 3, 3) / 86_400_000,
    Date.UTC(2024, 5, 5) / 86_400_000,
  ])
})

test('what is remembered about dates and numbers gives way to what the cells of a later sheet prove', async () => {
  await using msp = await testOrganization()
  const head = 'Company\tBeginn\n'
  const mapping = [{ heading: 'Beginn', column: 'since', dateOrder: 'DAY_FIRST' as const }]
  await msp.accept('clients', `${head}Acme\t03/04/2024\n`, { mapping })
  const later = await msp.accept('clients', `${head}Beta\t03/04/2024\nCedar\t03/14/2024\n`)
  expect(later.rejectedCount).toBe(0)
  const rates = 'date\tvon\tto\trate\n'
  const marks = [
    { heading: 'von', column: 'from' },
    { heading: 'rate', column: 'rate', decimalMark: 'COMMA' as const },
  ]
  await msp.accept('fx_rates', `${rates}2024-01-01\tEUR\tUSD\t1,125\n`, { mapping: marks })
  await msp.accept('fx_rates', `${rates}2024-01-02\tEUR\tUSD\t1,135\n`)
  await msp.accept('fx_rates', `${rates}2024-01-03\tEUR\tUSD\t1.1\n2024-01-04\tEUR\tUSD\t1.145\n`)
  const { client_row: clients = [], fx_rate_row: kept = [] } = await rowsInForce(msp.database.orm.em.fork())
  expect(clients.map(row => JSON.parse(row).since_day).toSorted()).toEqual(
    [Date.UTC(2024, 2, 4), Date.UTC(2024, 2, 14), Date.UTC(2024, 3, 3)].map(at => at / 86_400_000),
  )
  expect(kept.map(row => JSON.parse(row).rate).toSorted()).toEqual(['1.1', '1.125', '1.135', '1.145'])
})

test('a name that the uploader maps to a client is that client, then and in later uploads', async () => {
  await using msp = await testOrganization()
  await msp.accept('clients', CLIENTS)
  const head = 'client,staff,date,hours\n'
  const references = [{ name: 'ACME Corporation', clientId: 1 }]
  await msp.accept('time_logs', `${head}ACME Corporation,Maya,2026-03-02,1\n`, { references })
  expect(await msp.accept('time_logs', `${head}acme  corporation,Maya,2026-03-03,1\n`)).toMatchObject({
    addedCount: 1,
    rejectedCount: 0,
  })
})

test('the same key twice in a sheet is one row where it says the same and an error on both where it does not', async () => {
  await using msp = await testOrganization()
  await msp.accept('clients', CLIENTS)
  const sheet = [
    'client,number,date,total',
    'Acme Corp,1,2026-01-05,100',
    'Acme Corp,1,2026-01-05,100',
    'Acme Corp,2,2026-01-05,5',
    'Acme Corp,2,2026-01-05,6',
    'Acme Corp,3,2026-01-05,7',
  ]
  const snapshot = await msp.accept('invoices', sheet.join('\n'))
  expect(snapshot).toMatchObject({ rowCount: 5, rejectedCount: 2, addedCount: 2 })
  const db = dbOf(msp.database.orm.em.fork())
  const issues = await db
    .selectFrom('row_issue')
    .select(['row', 'code'])
    .where('code', 'in', ['KEY_CONFLICT', 'DUPLICATE_ROW'])
    .orderBy('row')
    .execute()
  expect(issues).toEqual([
    { row: 3, code: 'DUPLICATE_ROW' },
    { row: 4, code: 'KEY_CONFLICT' },
    { row: 5, code: 'KEY_CONFLICT' },
  ])
  const rejected = await db.selectFrom('rejected_row').select(['row', 'cells']).orderBy('row').execute()
  expect(rejected).toEqual([
    { row: 4, cells: '["Acme Corp","2","2026-01-05","5"]' },
    { row: 5, cells: '["Acme Corp","2","2026-01-05","6"]' },
  ])
})

test('the worker ends when nothing came for a while; what comes meanwhile goes to the next one, never to two', async () => {
  await using msp = await testOrganization({ workerKeptMs: 1 })
  const workers = { started: 0, alive: 0, most: 0 }
  const count = (worker: Worker) => {
    workers.started++
    workers.most = Math.max(workers.most, ++workers.alive)
    worker.once('exit', () => workers.alive--)
  }
  process.on('worker', count)
  try {
    // Right behind the last one, while the worker closes, and some time after.
    for (const pause of [0, 2, 300]) {
      await msp.accept('clients', `name\nAcme ${pause}\n`)
      await setTimeout(pause)
    }
    await eventually(() => expect(workers.alive).toBe(0))
    expect(workers.started).toBeGreaterThan(1)
    expect(workers.most).toBe(1)
  } finally {
    process.off('worker', count)
  }
})
