import { expect, test } from 'vitest'
import type { MetricTable } from '../../server/metrics/metric-table.ts'
import { type TestMsp, testMsp } from '../support/test-msp.ts'

const MARCH = { named: '2026-03' }
const by = (table: MetricTable): Record<string, (string | null)[]> =>
  Object.fromEntries(
    table.rows.map(row => [row.dimensions.map(({ label }) => label).join(' | '), row.values.map(({ exact }) => exact)]),
  )
const exact = (table: MetricTable) => table.totals.values.map(value => value.exact)

/** An MSP that has its clients from a PSA. */
async function mspWithClients(): Promise<TestMsp> {
  const msp = await testMsp()
  const snapshot = await msp.acceptExport('clients', 'connectwise/companies.csv')
  expect(snapshot).toMatchObject({ rowCount: 6, addedCount: 6, rejectedCount: 0 })
  return msp
}

const clean = (snapshot: { rowCount: number; rejectedCount: number; acceptedCount: number }, rows: number) =>
  expect(snapshot).toMatchObject({ rowCount: rows, acceptedCount: rows, rejectedCount: 0 })

test('client_name columns and lines_json arrays of the classic sheets go in as they are', async () => {
  await using msp = await testMsp()
  clean(await msp.acceptExport('clients', 'classic/clients.csv'), 6)
  clean(await msp.acceptExport('invoices', 'classic/invoices.csv'), 5)
  clean(await msp.acceptExport('time_logs', 'classic/time_logs.csv'), 5)
  clean(await msp.acceptExport('licenses', 'classic/licenses.csv'), 3)
  // 4200 + 2750.50 + 12980 − 150; the draft does not count. March has two equal logs of Maya's, and both count.
  const metrics = ['revenue', 'billed', 'overdue', 'invoice_count', 'hours', 'billable_hours', 'license_cost']
  expect(exact(await msp.metrics({ metrics, period: MARCH }))).toEqual([
    '19780.5',
    '21362.94',
    '2970.54',
    '4',
    '13',
    '12.25',
    // 40 × 18.70 + 25 × 6 + 12 × 4.10
    '947.2',
  ])
})

test('phone numbers that a spreadsheet made numbers of are phone numbers', async () => {
  await using msp = await mspWithClients()
  const { rows } = await msp.sql`select name, contact_phone from client_row order by name`
  expect(rows[0]).toEqual({ name: 'Blue Ridge Logistics, Inc.', contact_phone: expect.stringContaining('15550107788') })
  expect(rows.every(row => row.contact_phone !== null)).toBe(true)
})

test('columns nobody asked for are kept with the client', async () => {
  await using msp = await mspWithClients()
  const { rows } = await msp.sql`select metadata from client_row where name = 'Summit Schools'`
  expect(JSON.parse(String(rows[0]?.metadata))).toEqual({ Territory: 'East' })
})

test('a PSA’s time entries: American dates, companies by id, "Do Not Bill"', async () => {
  await using msp = await mspWithClients()
  clean(await msp.acceptExport('time_logs', 'connectwise/time-entries.csv'), 5)
  const hours = await msp.metrics({ metrics: ['hours', 'billable_hours'], groupBy: ['CLIENT'], period: MARCH })
  expect(by(hours)).toEqual({
    'Harbor Dental Group': ['1.75', '1.75'],
    'Blue Ridge Logistics, Inc.': ['6.75', '6.75'],
    'Cedar & Stone Law': ['2', '0'],
    '(none)': ['1', '0'],
  })
  expect(by(await msp.metrics({ metrics: ['hours'], groupBy: ['WORK_TYPE'], period: MARCH }))).toEqual({
    reactive: ['3.25'],
    proactive: ['0.5'],
    project: ['6.75'],
    internal: ['1'],
  })
})

test('a PSA’s invoices: "Invoice #", "Sub Total", dollars, and a credit memo in parentheses', async () => {
  await using msp = await mspWithClients()
  clean(await msp.acceptExport('invoices', 'connectwise/invoices.csv'), 3)
  const metrics = ['revenue', 'billed', 'tax', 'paid', 'overdue']
  expect(exact(await msp.metrics({ metrics, period: MARCH }))).toEqual(['5150', '5562', '412', '4536', '0'])
  // Asked on the 10th of April about April too, the invoice due on the 31st of March is late.
  const spring = { between: { from: '2026-03-01', to: '2026-04-30' } }
  expect(exact(await msp.metrics({ metrics: ['overdue'], period: spring }))).toEqual(['1350'])
})

test('a tab-separated export in UTF-16 goes in as it is', async () => {
  await using msp = await mspWithClients()
  clean(await msp.acceptExport('time_logs', 'autotask/time-entries.txt'), 3)
  const hours = await msp.metrics({ metrics: ['hours'], groupBy: ['CLIENT', 'PROJECT'], period: MARCH })
  expect(by(hours)).toEqual({ 'Évora Clinic | Server migration': ['7.75'], 'Summit Schools | (none)': ['1'] })
})

test('semicolons, decimal commas, dotted dates and Windows’ own accents go in as they are', async () => {
  await using msp = await mspWithClients()
  clean(await msp.acceptExport('invoices', 'halopsa/invoices.csv'), 3)
  const revenue = await msp.metrics({ metrics: ['revenue', 'tax', 'billed'], groupBy: ['CLIENT'], period: MARCH })
  expect(by(revenue)).toEqual({
    'Évora Clinic': ['1480.5', '340.52', '1821.02'],
    'Harbor Dental Group': ['12004', '2760.92', '14764.92'],
    'Cedar & Stone Law': ['99.99', '23', '122.99'],
  })
})

test('an accounting report below its titles, one row a line, closed by a total', async () => {
  await using msp = await mspWithClients()
  const snapshot = await msp.acceptExport('invoices', 'quickbooks/sales-by-customer.csv')
  expect(snapshot).toMatchObject({ addedCount: 3, rejectedCount: 1 })
  const issues = await msp.issues(snapshot)
  // The person sees the total in line 10 of the file.
  expect(issues.filter(issue => issue.severity === 'ERROR')).toEqual([
    expect.objectContaining({ row: 10, code: 'TOTAL_ROW' }),
  ])
  expect(by(await msp.metrics({ metrics: ['revenue'], groupBy: ['CLIENT'], period: MARCH }))).toEqual({
    'Harbor Dental Group': ['4387.5'],
    'Cedar & Stone Law': ['1899'],
    'Summit Schools': ['2240'],
  })
})

test('an accounting export with a contact for the client, month names and two currencies', async () => {
  await using msp = await mspWithClients()
  await msp.accept('fx_rates', 'date,from,to,rate\n2026-03-01,EUR,USD,1.0835\n')
  clean(await msp.acceptExport('invoices', 'xero/sales-invoices.csv'), 4)
  expect(by(await msp.metrics({ metrics: ['revenue'], groupBy: ['CLIENT'], period: MARCH }))).toEqual({
    'Harbor Dental Group': ['4314'],
    // (480 − 30) × 1.0835
    'Évora Clinic': ['487.575'],
  })
})

test.each(['pax8/subscriptions.csv', 'pax8/subscriptions.xlsx'])('a marketplace’s subscriptions: %s', async path => {
  await using msp = await mspWithClients()
  await msp.acceptExport('licenses', path)
  const table = await msp.metrics({
    metrics: ['license_cost', 'license_waste', 'seats_used'],
    groupBy: ['CLIENT'],
    where: { clients: ['Harbor Dental Group'] },
    period: MARCH,
  })
  expect(by(table)).toEqual({ 'Harbor Dental Group': ['748', '168.3', '31'] })
})

test('serial numbers in a text file are dates, and 1:30 is an hour and a half', async () => {
  await using msp = await mspWithClients()
  clean(await msp.acceptExport('time_logs', 'spreadsheets/time-logs-serial.csv'), 3)
  const hours = await msp.metrics({ metrics: ['hours'], groupBy: ['WEEK'], period: MARCH })
  expect(by(hours)).toMatchObject({ '2026-W10': ['2.25'], '2026-W14': ['8'] })
})

test('workbooks: dates as dates or serials, values of formulas, a title above the headings', async () => {
  await using msp = await mspWithClients()
  clean(await msp.acceptExport('staff', 'spreadsheets/staff.xlsx'), 4)
  clean(await msp.acceptExport('invoices', 'spreadsheets/invoices-serial.xlsx'), 2)
  expect(exact(await msp.metrics({ metrics: ['revenue', 'billed', 'tax'], period: MARCH }))).toEqual([
    '5015.4',
    '5416.63',
    '401.23',
  ])
  // 22 weekdays in March; Joe, with 20 hours a week, left on the 13th, his tenth.
  const capacity = await msp.metrics({ metrics: ['available_hours'], groupBy: ['STAFF'], period: MARCH })
  expect(by(capacity)).toEqual({ 'Maya Lopez': ['176'], 'Sam Lee': ['165'], 'Ana Ruiz': ['176'], 'Joe Stone': ['40'] })
})
