import { describe, expect, test } from 'vitest'
import { testMsp } from '../support/test-msp.ts'
import { defectFile } from './defect-files.ts'
import { expectedDefects } from './expected-defects.ts'

const CLIENTS = 'name\nHarbor Dental Group\n'

describe.each(Object.entries(expectedDefects))('a sheet of bad %s', (dataset, { rows, stored, errors, remarks }) => {
  test('every defect is named by row, column and code, and the good rows are stored', async () => {
    await using msp = await testMsp()
    if (dataset !== 'clients') await msp.accept('clients', CLIENTS)
    const snapshot = await msp.accept(dataset, defectFile(dataset))
    const issues = await msp.issues(snapshot)
    const named = (isError: boolean) =>
      issues
        .filter(issue => (issue.severity === 'ERROR') === isError)
        .map(({ row, column, code }) => [row, column, code])
    expect(named(true)).toEqual(errors)
    expect(named(false)).toEqual(remarks)
    const rejected = new Set(errors.map(([row]) => row)).size
    expect(snapshot).toMatchObject({ rowCount: rows, rejectedCount: rejected, acceptedCount: rows - rejected })
    expect(snapshot.addedCount + snapshot.changedCount).toBe(stored)
    expect(issues.filter(issue => issue.message.length < 15)).toEqual([])
  })

  test('a preview says the same and stores nothing', async () => {
    await using msp = await testMsp()
    if (dataset !== 'clients') await msp.accept('clients', CLIENTS)
    // A preview would ask what an unknown status means; here somebody has said that it is left unknown.
    const dryRun = await msp.upload(dataset, defectFile(dataset).replace('in dispute', 'pending'), { dryRun: true })
    expect(dryRun.type).toBe('Snapshot')
    if (dryRun.type !== 'Snapshot') return
    const found = (dryRun.snapshot.preview?.issues ?? []).map(({ row, column, code }) => [row, column, code])
    const expected = [...errors, ...remarks].filter(([, , code]) => dataset !== 'invoices' || code !== 'UNKNOWN_WORD')
    expect(found.toSorted(byRow)).toEqual(expected.toSorted(byRow))
    expect(dryRun.snapshot).toMatchObject({ number: 0, rowCount: rows })
    const { rows: snapshots } = await msp.sql`select number from snapshot`
    expect(snapshots).toHaveLength(dataset === 'clients' ? 0 : 1)
  })

  test('all or nothing: one bad row and nothing is stored', async () => {
    await using msp = await testMsp()
    await msp.accept('clients', CLIENTS)
    const outcome = await msp.upload(dataset, defectFile(dataset), { mode: 'STRICT' })
    expect(outcome).toMatchObject({ type: 'RowsRejected', rowCount: rows })
    const { rows: snapshots } = await msp.sql`select number from snapshot`
    expect(snapshots).toHaveLength(1)
  })
})

const byRow = (a: readonly unknown[], b: readonly unknown[]): number => Number(a[0]) - Number(b[0])

test('the closest name is offered for an unknown client, and the cell is quoted as it was found', async () => {
  await using msp = await testMsp()
  await msp.accept('clients', CLIENTS)
  const snapshot = await msp.accept('invoices', defectFile('invoices'))
  const [unknown] = (await msp.issues(snapshot)).filter(issue => issue.code === 'UNKNOWN_CLIENT')
  expect(unknown).toMatchObject({ row: 3, value: 'Harbour Dental Group', suggestion: 'Harbor Dental Group' })
})

test('an unknown status is a question in the preview', async () => {
  await using msp = await testMsp()
  await msp.accept('clients', CLIENTS)
  const outcome = await msp.upload('invoices', defectFile('invoices'), { dryRun: true })
  expect(outcome).toMatchObject({
    type: 'MappingNeeded',
    questions: [{ code: 'UNKNOWN_WORD', column: 'status' }],
  })
  const said = [{ heading: 'status', column: 'status', values: { 'in dispute': 'pending' } }]
  expect(await msp.upload('invoices', defectFile('invoices'), { dryRun: true, mapping: said })).toMatchObject({
    type: 'Snapshot',
    snapshot: { rejectedCount: 12 },
  })
})

test('a person whom two of the staff could be is a warning', async () => {
  await using msp = await testMsp()
  await msp.accept('clients', CLIENTS)
  await msp.accept('staff', 'name,email\nMaya Lopez,a@msp.example\nMaya Lopez,b@msp.example\n')
  const log = 'client,staff_name,staff_email,date,hours\n'
  const snapshot = await msp.accept(
    'time_logs',
    `${log}Harbor Dental Group,Maya Lopez,b@msp.example,2026-03-02,1\nHarbor Dental Group,Maya  lopez,,2026-03-02,1\n`,
  )
  expect(await msp.issues(snapshot)).toMatchObject([{ row: 3, column: 'staff_name', severity: 'WARNING' }])
})

test('an invoice of several rows goes in whole or not at all', async () => {
  await using msp = await testMsp()
  await msp.accept('clients', CLIENTS)
  const line = (number: string, date: string, quantity: string) =>
    `Harbor Dental Group,${number},${date},Seats,${quantity},10.00`
  const snapshot = await msp.accept(
    'invoices',
    [
      'client,invoice_number,date,line_description,line_quantity,line_unit_price',
      line('INV-1', '2026-03-01', '2'),
      line('INV-1', '2026-03-01', '3'),
      line('INV-2', '2026-03-02', '4'),
      line('INV-2', '2026-03-13', '5'),
      line('INV-3', '2026-03-14', '6'),
      line('INV-3', '2026-03-14', 'some'),
    ].join('\n'),
  )
  const errors = (await msp.issues(snapshot)).filter(issue => issue.severity === 'ERROR')
  expect(errors.map(({ row, code }) => [row, code]).toSorted(byRow)).toEqual([
    [4, 'INVOICE_ROWS_DIFFER'],
    [5, 'INVOICE_ROWS_DIFFER'],
    [6, 'INVOICE_INCOMPLETE'],
    [7, 'NOT_A_NUMBER'],
  ])
  expect(snapshot).toMatchObject({ rowCount: 6, rejectedCount: 4, addedCount: 1 })
  const revenue = await msp.metrics({ metrics: ['revenue'], period: { named: '2026-03' } })
  expect(revenue.totals.values[0]!.exact).toBe('50')
})
