import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { monthText, serialOfMonth } from '../../../addin/app/formulas/excel-month.ts'
import { eventually } from '../../support/eventually.ts'
import { sampleSheets } from '../../support/sample-sheets.ts'
import { type TestServer, testServer } from '../../support/server.ts'
import { type FormulaSeat, formulaSeat, metricCall } from './formula-seat.ts'

let server: TestServer
let tokens: Readonly<Record<'OWNER' | 'ANALYST' | 'VIEWER', string>>
let seat: FormulaSeat
beforeAll(async () => {
  server = await testServer()
  tokens = (await server.organization('North', 'OWNER', 'ANALYST', 'VIEWER')).tokens
  for (const [dataset, sheet] of Object.entries(sampleSheets)) await server.upload(tokens.OWNER, dataset, sheet)
})
afterAll(() => server[Symbol.asyncDispose]())
beforeEach(async () => {
  seat = await formulaSeat(server, 'North', 'ANALYST')
  await seat.signIn()
})

let invoices = 0
/** Uploads an invoice that was not there yet, whichever tests have been tried before. */
const invoice = (amount: number) =>
  server.upload(
    tokens.OWNER,
    'invoices',
    `client,invoice_number,date,currency,status,subtotal\nAcme Dental,V-${++invoices},2026-06-15,USD,paid,${amount}\n`,
  )

const JUNE = 2026 * 12 + 5

test('5,000 cells are five requests, the same again none', async () => {
  const clients = ['Acme Dental', 'Bolt Legal', 'Cedar Schools', null]
  const metrics = ['revenue', 'hours', 'gross_profit', 'Gross margin', 'billed', 'seats_used', 'labour_cost', 'hhi']
  const months = Array.from({ length: 200 }, (_, index) => monthText(JUNE - index))
  const calls = clients.flatMap(client =>
    metrics.flatMap(metric => months.map(month => metricCall(metric, client, month))),
  )
  const five = calls.slice(0, 5000)
  expect(five).toHaveLength(5000)
  const answer = async () => {
    const results = await Promise.allSettled(five.map(call => seat.formulas.metric(call)))
    return results.map(result => (result.status === 'fulfilled' ? result.value : String(result.reason.message)))
  }
  const first = await answer()
  expect(seat.sent()).toEqual(Array(5).fill('MetricCells'))
  expect(first[0]).toBe(500.5)
  expect(first.filter(value => typeof value === 'number').length).toBeGreaterThan(10)
  expect(await answer()).toEqual(first)
  expect(seat.sent()).toEqual([])
})

test('equal cells are asked for once, whatever the case, spaces or date of the month', async () => {
  const calls = [
    metricCall('revenue', 'Acme Dental', '2026-06'),
    metricCall(' REVENUE ', 'Acme Dental ', serialOfMonth(JUNE)),
    metricCall('Revenue', 'Acme Dental', serialOfMonth(JUNE) + 20.5),
  ]
  expect(await Promise.all(calls.map(call => seat.formulas.metric(call)))).toEqual([500.5, 500.5, 500.5])
  expect(await seat.formulas.confidence(metricCall('revenue', 'Acme Dental', '2026-06'))).toSatisfy(
    (score: number) => score > 0 && score < 1,
  )
  expect(seat.sent()).toEqual(['MetricCells'])
})

test('without a client it is the firm, without a period all months, as of a day what was known then', async () => {
  expect(await seat.formulas.metric(metricCall('revenue', '', '2026-06'))).toBe(1200.5)
  expect(await seat.formulas.metric(metricCall('revenue'))).toBe(2200.5)
  await expect(seat.formulas.metric(metricCall('revenue', null, '2026-06', '2020-01-01'))).rejects.toMatchObject({
    kind: 'missing',
    message: 'No data: nothing that was uploaded covers revenue of all clients in 2026-06',
  })
})

test.each([
  [
    metricCall('revenue', 'Acme Dentist', '2026-06'),
    'missing',
    'there is no "Acme Dentist"; did you mean "Acme Dental"?',
  ],
  [metricCall('revenu', null, '2026-06'), 'missing', 'there is no metric "revenu"; did you mean'],
  [metricCall('revenue', null, 'someday'), 'wrong', 'Reading the period "SOMEDAY"'],
  [metricCall('', null, '2026-06'), 'wrong', 'The metric is missing: write one, for example "revenue"'],
  [metricCall('hhi', 'Acme Dental', '2026-06'), 'wrong', 'hhi cannot be filtered by CLIENT'],
  [metricCall('gross_margin_pct', 'Cedar Schools', '2026-06'), 'missing', 'is unknown or undefined, which is not zero'],
  [metricCall('revenue', 'Acme Dental', '2019-01'), 'missing', 'No data'],
] as const)('%j is no value, and the cell says why', async (call, kind, message) => {
  await expect(seat.formulas.metric(call)).rejects.toMatchObject({ kind, message: expect.stringContaining(message) })
})

test('a cell that may not be seen says so; a bad cell spoils no other', async () => {
  const viewer = await formulaSeat(server, 'North', 'VIEWER')
  await viewer.signIn()
  const [cost, revenue] = await Promise.allSettled([
    viewer.formulas.metric(metricCall('gross_profit', 'Acme Dental', '2026-06')),
    viewer.formulas.metric(metricCall('revenue', 'Acme Dental', '2026-06')),
  ])
  expect(cost).toMatchObject({ reason: { kind: 'missing', message: expect.stringContaining('needs cost:read') } })
  expect(revenue).toMatchObject({ value: 500.5 })
  expect(viewer.sent()).toEqual(['MetricCells'])
})

test('signed out or offline, a cell says what to do, and asks again the next time', async () => {
  const call = metricCall('revenue', 'Acme Dental', '2026-06')
  await seat.session.signOut()
  await expect(seat.formulas.metric(call)).rejects.toMatchObject({
    kind: 'missing',
    message: 'You are signed out: sign in to MoatMetrics in its task pane',
  })
  await seat.signIn()
  seat.beforeSending = () => Promise.reject(new TypeError('Failed to fetch'))
  await expect(seat.formulas.metric(call)).rejects.toMatchObject({
    kind: 'missing',
    message: expect.stringMatching(/^Reaching 127.*try again \(recalculate the workbook\)$/),
  })
  seat.beforeSending = async () => {}
  expect(await seat.formulas.metric(call)).toBe(500.5)
})

test('a connection that breaks once is no failure', async () => {
  let breaks = 1
  seat.beforeSending = () => (breaks-- > 0 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve())
  expect(await seat.formulas.metric(metricCall('revenue', 'Acme Dental', '2026-06'))).toBe(500.5)
})

test('a cancelled cell sends nothing; one that others wait for too is sent for them', async () => {
  const stop = new AbortController()
  const call = metricCall('hours', 'Bolt Legal', '2026-06')
  const both = Promise.allSettled([
    seat.formulas.metric(metricCall('hours', 'Acme Dental', '2026-06'), stop.signal),
    seat.formulas.metric(metricCall('hours', 'Acme Dental', '2026-05'), stop.signal),
  ])
  stop.abort()
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await new Promise(resolve => setTimeout(resolve, 60))
  expect(seat.sent()).toEqual([])

  const other = new AbortController()
  const left = seat.formulas.metric(call, other.signal).catch((error: Error) => error.name)
  const stayed = seat.formulas.metric(call)
  other.abort()
  expect([await left, await stayed]).toEqual(['AbortError', 3])
  expect(seat.sent()).toEqual(['MetricCells'])
})

test('cells that are cancelled and asked again while their request is under way share its answer', async () => {
  const stop = new AbortController()
  const call = metricCall('paid', 'Acme Dental', '2026-05')
  const [began, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  seat.beforeSending = async () => {
    began.resolve()
    await goOn.promise
  }
  const first = seat.formulas.metric(call, stop.signal).catch((error: Error) => error.name)
  await began.promise
  stop.abort()
  expect(await first).toBe('AbortError')
  const again = seat.formulas.metric(call)
  goOn.resolve()
  expect(await again).toBe(1080)
  seat.beforeSending = async () => {}
  expect(seat.sent()).toEqual(['MetricCells'])
})

test('a request that nobody waits for any more is ended', async () => {
  const stop = new AbortController()
  seat.beforeSending = async () => stop.abort()
  await expect(seat.formulas.clients(stop.signal)).rejects.toMatchObject({ name: 'AbortError' })
  seat.beforeSending = async () => {}
  expect(await seat.formulas.clients()).toEqual([['Acme Dental'], ['Bolt Legal'], ['Cedar Schools']])
})

test('answers hold until data changes, or for ten minutes, or until everything is refreshed', async () => {
  const call = metricCall('billed', 'Acme Dental', '2026-06')
  const before = await seat.formulas.metric(call)
  await invoice(10)
  expect(await seat.formulas.metric(call)).toBe(before)
  // The answer to another cell tells of the new version.
  await seat.formulas.metric(metricCall('billed', 'Bolt Legal', '2026-06'))
  expect(await seat.formulas.metric(call)).toBe(before + 10)
  expect(seat.sent()).toHaveLength(3)

  seat.ahead += 11 * 60_000
  await seat.formulas.metric(call)
  expect(seat.sent()).toHaveLength(1)

  await invoice(5)
  seat.formulas.invalidate()
  expect(await seat.formulas.metric(call)).toBe(before + 15)
})

test('cells that are calculated together are of one state of the data, though an upload comes between', async () => {
  const calls = Array.from({ length: 1500 }, (_, index) =>
    metricCall('tax', 'Acme Dental', monthText(JUNE - (index % 1400))),
  )
  const asked = [metricCall('revenue', 'Acme Dental', '2026-06'), ...calls, metricCall('revenue', null, '2026-06')]
  let requests = 0
  const { answered } = seat
  seat.beforeSending = async operation => {
    // The second page waits until the first is answered, and for somebody's upload.
    if (operation === 'MetricCells' && ++requests === 2) {
      await eventually(() => expect(seat.answered).toBe(answered + 1))
      await invoice(1)
    }
  }
  const results = await Promise.allSettled(asked.map(call => seat.formulas.metric(call)))
  const value = (index: number) => (results.at(index) as PromiseFulfilledResult<number>).value
  const { data } = await server.ask(
    tokens.OWNER,
    '{ metrics(query: {metrics: ["revenue"], where: {clients: ["Bolt Legal"]}, period: {named: "2026-06"}}) { flatRows } }',
  )
  expect(value(-1)).toBe(value(0) + data.metrics.flatRows[0].revenue)
  expect(seat.sent()).toHaveLength(3)
})

test('a server that asks to wait is waited for', async () => {
  // Requests are counted by the clock of the machine, so that processes count together.
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const wait = (milliseconds: number) => void vi.setSystemTime(Date.now() + milliseconds)
  await using busy = await testServer({ RATE_LIMIT_PER_MINUTE: '3' })
  await busy.organization('Busy', 'ANALYST')
  wait(120_000)
  const patient = await formulaSeat({ ...busy, wait }, 'Busy', 'ANALYST')
  await patient.signIn()
  for (let times = 0; times < 4; times++) {
    patient.formulas.invalidate()
    await expect(patient.formulas.clients()).rejects.toThrow('There are no clients yet')
  }
  expect(patient.sent().length).toBeGreaterThan(4)
})

test('a series has a row for each month with Excel’s date; what is not known is blank, not zero', async () => {
  const call = { metric: 'revenue', client: 'Bolt Legal', from: '2026-05', to: serialOfMonth(JUNE) }
  expect(await seat.formulas.series(call)).toEqual([
    [46143, 0],
    [46174, 700],
  ])
  const early = await seat.formulas.series({ ...call, from: '2019-01', to: '2019-02' })
  expect(early.map(row => row[1])).toEqual(['', ''])
  await expect(seat.formulas.series({ ...call, client: 'Nobody' })).rejects.toThrow('there is no "Nobody"')
  await expect(seat.formulas.series({ ...call, to: '2026-04' })).rejects.toThrow('swap from and to')
  await expect(seat.formulas.series({ ...call, from: '1931-01' })).rejects.toThrow('it shows at most 600')
})

test('a saved query is a table with headings, months as dates', async () => {
  const query = {
    metrics: ['revenue'],
    groupBy: ['CLIENT', 'MONTH'],
    period: { named: '2026-05..2026-06' },
    where: { clients: ['Bolt Legal'] },
  }
  await server.ask(tokens.OWNER, 'mutation ($input: SaveQueryInput!) { saveQuery(input: $input) { id } }', {
    input: { name: 'Bolt by month', query, shared: true },
  })
  expect(await seat.formulas.table('bolt BY month')).toEqual([
    ['Client', 'Month', 'Revenue'],
    ['Bolt Legal', 46143, 0],
    ['Bolt Legal', 46174, 700],
  ])
  await expect(seat.formulas.table('Other')).rejects.toMatchObject({
    kind: 'missing',
    message: 'Running the saved query "Other": there is none of that name',
  })
  await expect(seat.formulas.table(null)).rejects.toMatchObject({ kind: 'wrong' })
})

test('an explanation’s drivers add up to the difference', async () => {
  const rows = await seat.formulas.explain({
    metric: 'Revenue',
    client: null,
    period: '2026-06',
    against: 'previous period',
  })
  expect(rows[0]).toEqual(['Driver', 'Before', 'Now', 'Contribution'])
  const contributions = rows.slice(1, -1).map(row => Number(row[3]))
  expect(rows.length).toBeGreaterThan(2)
  expect(contributions.reduce((sum, each) => sum + each, 0)).toBeCloseTo(Number(rows.at(-1)?.[3]), 9)
  expect(rows.at(-1)?.[0]).toBe('All')
  const call = { metric: 'revenue', client: 'Acme Dental', period: '2026-06', against: 'Bolt Legal' }
  expect((await seat.formulas.explain(call)).at(-1)?.slice(1, 2)).toEqual([700])
  await expect(seat.formulas.explain({ ...call, against: 'Nobody' })).rejects.toMatchObject({
    kind: 'missing',
    message: expect.stringContaining('write "previous period", "last year"'),
  })
  await expect(seat.formulas.explain({ ...call, against: 'budget' })).rejects.toMatchObject({ kind: 'missing' })
})
