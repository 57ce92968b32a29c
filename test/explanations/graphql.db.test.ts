import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, testServer } from '../support/server.ts'

let server: TestServer
let tokens: Readonly<Record<'ANALYST' | 'VIEWER', string>>
beforeAll(async () => {
  // In the year of what is asked about: of another, sentences say the year.
  server = await testServer({}, () => Date.UTC(2026, 8, 15))
  tokens = (await server.organization('Told MSP', 'ANALYST', 'VIEWER')).tokens
  const files = {
    clients: 'name\nHarbor Dental\nCedar Clinic',
    invoices:
      'client,invoice_number,date,status,subtotal,tax_amount\nHarbor Dental,1,2026-06-01,paid,1000,0\nHarbor Dental,2,2026-07-01,paid,900,0\nCedar Clinic,3,2026-07-01,paid,500,0',
    time_logs:
      'client,staff_name,date,hours,cost_rate\nHarbor Dental,Maya,2026-06-02,5,60\nHarbor Dental,Maya,2026-07-02,8,60\nCedar Clinic,Maya,2026-07-02,2,60',
    licenses:
      'client,product,seats_purchased,seats_used,cost_per_seat,start_date\nHarbor Dental,Office,10,8,20,2026-01-01',
  }
  for (const [dataset, text] of Object.entries(files)) {
    const response = await server.upload(tokens.ANALYST, dataset, text)
    if (!response.ok) throw new Error(await response.text())
  }
})
afterAll(() => server[Symbol.asyncDispose]())

const question = `query Why($input: ExplainInput!) { explain(input: $input) {
  metric { key } period { label } baselinePeriod { label } value baseline difference exactDifference residual sentence
  drivers { key label kind change unit currency from to fromText toText contribution contributionText exact rowCount
    rows { datasets where periods { label } } children { key contribution children { key contribution } } }
  recommendations { rule text evidence amount currency } confidence { score } assumptions { code } portfolio { median } } }`
const input = {
  metric: 'gross_margin_pct',
  where: { clients: ['Harbor Dental'] },
  period: { named: '2026-07' },
  against: 'PREVIOUS_PERIOD',
}

test('explain answers with drivers, a sentence, steps and its proof', async () => {
  const { data, errors } = await server.ask(tokens.ANALYST, question, { input })
  expect(errors).toEqual([])
  const { explain } = data
  expect(explain).toMatchObject({ baseline: 50, residual: 0, portfolio: null, period: { label: '2026-07' } })
  expect(explain.sentence).toBe(
    'Harbor Dental’s gross margin fell from 50.0 % in June to 24.4 % in July (−25.6 points), mostly because labour cost rose by $180 (3 more hours).',
  )
  expect(explain.drivers.map((driver: { contribution: number }) => driver.contribution)).toEqual([
    expect.closeTo(-59 / 9, 10),
    expect.closeTo(-19, 10),
    0,
  ])
  expect(explain.drivers[1]).toMatchObject({
    key: 'labour_cost',
    unit: 'MONEY',
    currency: 'USD',
    from: 300,
    to: 480,
    fromText: '$300.00',
    contributionText: '−19.0 points',
    exact: '-19',
    rowCount: 2,
    rows: { datasets: ['TIME_LOGS'], where: { clients: ['Harbor Dental'] } },
  })
})

test('the rows behind a driver: as many as it counts, page by page', async () => {
  const rows = `query Rows($input: ExplainInput!, $after: String) { explain(input: $input) { drivers { key rowCount rows {
    invoices(first: 1) { totalCount nodes { invoiceNumber } pageInfo { hasNextPage } }
    timeLogs(first: 1, after: $after) { totalCount nodes { date hours } pageInfo { hasNextPage endCursor } }
    licenses { totalCount nodes { product } } } } } }`
  const { data, errors } = await server.ask(tokens.ANALYST, rows, { input })
  expect(errors).toEqual([])
  const [revenue, labour, license] = data.explain.drivers
  expect(revenue.rows.invoices).toEqual({
    totalCount: 2,
    nodes: [{ invoiceNumber: '2' }],
    pageInfo: { hasNextPage: true },
  })
  expect(revenue.rows.timeLogs).toBeNull()
  expect(labour.rows.timeLogs).toMatchObject({ totalCount: 2, nodes: [{ date: '2026-07-02', hours: 8 }] })
  // One license in force in both months is one row; as a row behind each of the two values it counts twice.
  expect([license.rowCount, license.rows.licenses]).toEqual([2, { totalCount: 1, nodes: [{ product: 'Office' }] }])
  const after = labour.rows.timeLogs.pageInfo.endCursor
  const next = await server.ask(tokens.ANALYST, rows, { input, after })
  expect(next.data.explain.drivers[1].rows.timeLogs).toMatchObject({
    nodes: [{ date: '2026-06-02', hours: 5 }],
    pageInfo: { hasNextPage: false },
  })
})

test('a viewer may ask why of revenue, not of a margin', async () => {
  const refused = await server.ask(tokens.VIEWER, question, { input })
  expect(refused.data).toBeNull()
  expect(refused.errors[0]!.extensions.code).toBe('FORBIDDEN')
  const { data } = await server.ask(tokens.VIEWER, question, { input: { ...input, metric: 'revenue' } })
  expect(data.explain.sentence).toBe('Harbor Dental’s revenue fell from $1,000 in June to $900 in July (−$100).')
  expect(data.explain.recommendations).toEqual([])
})

test('what cannot be explained is an error with a code', async () => {
  const { errors } = await server.ask(tokens.ANALYST, question, { input: { ...input, period: { named: '2026-06' } } })
  expect(errors[0]!.extensions.code).toBe('NOT_EXPLAINED')
})

test('insights, each ready to be explained', async () => {
  const { data } = await server.ask(
    tokens.ANALYST,
    '{ insights(period: {named: "2026-07"}, first: 1) { totalCount truncated period { label } items { kind sentence amount currency client { id name } metric explain } } }',
  )
  const [item] = data.insights.items
  expect(item).toMatchObject({ kind: 'MOVER', amount: 380, currency: 'USD', client: { name: 'Cedar Clinic' } })
  expect(data.insights).toMatchObject({ truncated: true, period: { label: '2026-07' } })
  const { data: told } = await server.ask(tokens.ANALYST, question, { input: item.explain })
  expect(told).not.toBeNull()
})

test('a target is set and explained against', async () => {
  const set =
    'mutation Set($input: SetTargetInput!) { setTarget(input: $input) { metric { key } value client { name } } }'
  const target = { metric: 'gross_margin_pct', value: 40 }
  expect((await server.ask(tokens.VIEWER, set, { input: target })).errors[0]!.extensions.code).toBe('FORBIDDEN')
  const { data } = await server.ask(tokens.ANALYST, set, { input: target })
  expect(data.setTarget).toEqual({ metric: { key: 'gross_margin_pct' }, value: 40, client: null })
  const { data: told } = await server.ask(tokens.ANALYST, question, { input: { ...input, against: 'TARGET' } })
  expect(told.explain).toMatchObject({ baseline: 40, residual: 0 })
})
