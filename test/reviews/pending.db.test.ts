import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ReviewedServer, reviewedServer, sheets } from './reviewed-server.ts'

/** Acme's February is 1234.56: a number that stands nowhere else. */
const invoices = sheets.invoices.replace('paid,1200', 'paid,1234.56')
let server: ReviewedServer
beforeAll(async () => {
  server = await reviewedServer()
  await server.bring('ANALYST', 'invoices', invoices)
  await server.bring('ANALYST', 'time_logs', sheets.time_logs)
  // Everything but Acme's February is published.
  for (const [client, month] of [
    ...['01', '03'].map(number => ['Acme', `2026-${number}`] as const),
    ...['01', '02', '03'].map(number => ['Birch', `2026-${number}`] as const),
  ]) {
    const { id, version } = await server.taskOf('revenue', client, month)
    await server.decide('OWNER', { id, version, decision: 'APPROVE' })
  }
})
afterAll(() => server[Symbol.asyncDispose]())

const queries = [
  '{metrics: ["revenue"], groupBy: [CLIENT, MONTH]}',
  '{metrics: ["revenue"], groupBy: [CLIENT], period: {named: "2026-02"}}',
  '{metrics: ["revenue"], groupBy: [MONTH], where: {clients: ["Acme"]}}',
  '{metrics: ["revenue"], where: {clients: ["Acme"]}, period: {named: "2026-02"}}',
  '{metrics: ["revenue"], where: {not: {clients: ["Birch"]}}, period: {named: "2026-02"}}',
  '{metrics: ["revenue"], where: {clients: ["Acme"]}, period: {between: {from: "2026-02-01", to: "2026-02-28"}}}',
  '{metrics: ["revenue"], where: {clients: ["Acme"]}, groupBy: [WEEK], period: {named: "2026-02"}}',
  '{metrics: ["revenue"], where: {clients: ["Acme"]}, groupBy: [SERVICE_LINE], period: {named: "2026-02"}}',
  '{metrics: ["effective_rate_gross", "revenue_growth_pct"], where: {clients: ["Acme"]}, period: {named: "2026-02"}}',
  '{metrics: ["revenue"], groupBy: [CLIENT], period: {named: "2026-03"}, compareTo: PREVIOUS_PERIOD}',
  '{metrics: ["revenue"], groupBy: [CLIENT], period: {named: "2026-02"}, compareTo: PREVIOUS_PERIOD}',
  '{metrics: ["revenue_growth_pct"], groupBy: [CLIENT], period: {named: "2026-03"}}',
  '{metrics: ["invoice_count"], groupBy: [CLIENT], period: {named: "2026-02"}, orderBy: [{metric: "revenue"}]}',
]
const table = `{ rows { dimensions { label } values { value exact text status computed baseline change changePct changeKind reviewTask { id } } }
  totals { values { value exact text baseline change computed } } flatRows }`
const ask = (role: 'OWNER' | 'VIEWER', query: string) =>
  server.ask(server.tokens[role], `{ metrics(query: ${query}) ${table} }`)

/** The number itself, and what it can be worked out from: its difference to January and March, with growth. */
const secrets = ['1234.5', '1,234.5', '234.56', '334.56', '23.45', '27.0', '41.1']

test.each(queries)('a viewer does not see a pending number: %s', async query => {
  const { data, errors } = await ask('VIEWER', query)
  expect(errors).toEqual([])
  const text = JSON.stringify(data).replaceAll(/"asOf":\S+/g, '')
  const totals = JSON.stringify(data.metrics.totals)
  // Totals over several clients are other results.
  const several = query.includes('groupBy: [CLIENT') || query.includes('[CLIENT')
  const seen = several ? text.replace(totals, '') : text
  expect(secrets.filter(secret => seen.includes(secret))).toEqual([])
})

test('somebody who decides sees it in every one of them but in its parts of a growth', async () => {
  const seen = await Promise.all(queries.map(async query => JSON.stringify((await ask('OWNER', query)).data)))
  expect(seen.filter(text => secrets.some(secret => text.includes(secret))).length).toBeGreaterThan(9)
})

test('conditions and order treat a pending number as unknown', async () => {
  const rows = async (role: 'OWNER' | 'VIEWER', more: string) => {
    const { data } = await ask(role, `{metrics: ["hours"], groupBy: [CLIENT], period: {named: "2026-02"}, ${more}}`)
    return data.metrics.rows.map((row: { dimensions: { label: string }[] }) => row.dimensions[0]?.label)
  }
  const above = 'having: [{metric: "revenue", op: GT, value: 1000}]'
  expect([await rows('OWNER', above), await rows('VIEWER', above)]).toEqual([['Acme'], []])
  const below = 'having: [{metric: "revenue", op: LTE, value: 1000}]'
  expect([await rows('OWNER', below), await rows('VIEWER', below)]).toEqual([['Birch'], ['Birch']])
  const order = 'orderBy: [{metric: "revenue"}]'
  expect([await rows('OWNER', order), await rows('VIEWER', order)]).toEqual([
    ['Acme', 'Birch'],
    ['Birch', 'Acme'],
  ])
})

test('a pending number is not explained to a viewer, alone, against others, or as one of the clients', async () => {
  const why = async (role: 'OWNER' | 'VIEWER', input: string) =>
    (
      await server.ask(
        server.tokens[role],
        `{ explain(input: ${input}) { value baseline difference residual drivers { from to contribution } } }`,
      )
    ).errors[0]?.extensions.code ?? 'EXPLAINED'
  const birch = (await server.ask(server.tokens.OWNER, '{ client(name: "Acme") { id } }')).data.client.id
  const inputs = [
    '{metric: "revenue", where: {clients: ["Acme"]}, period: {named: "2026-02"}, against: PREVIOUS_PERIOD}',
    '{metric: "revenue", where: {clients: ["Acme"]}, period: {named: "2026-03"}, against: PREVIOUS_PERIOD}',
    '{metric: "revenue", period: {named: "2026-02"}, against: PREVIOUS_PERIOD}',
    `{metric: "revenue", where: {clients: ["Birch"]}, period: {named: "2026-02"}, against: CLIENT, clientId: "${birch}"}`,
    '{metric: "revenue", where: {clients: ["Birch"]}, period: {named: "2026-02"}, against: PORTFOLIO}',
  ]
  for (const input of inputs)
    expect([input, await why('OWNER', input), await why('VIEWER', input)]).toEqual([
      input,
      'EXPLAINED',
      'NOT_EXPLAINED',
    ])
})

test('what a corrected result is explained by still adds up, to what the data says', async () => {
  const { id, version } = await server.taskOf('revenue', 'Birch', '2026-02').catch(() => ({ id: '', version: 0 }))
  expect(version).toBe(2)
  const { data } = await server.ask(
    server.tokens.OWNER,
    `query ($id: ID!) { reviewTask(id: $id) { value explanation { value baseline difference residual } decisions { kind by { name } } } }`,
    { id },
  )
  expect(data.reviewTask).toEqual({
    value: 500,
    explanation: { value: 500, baseline: 400, difference: 100, residual: 0 },
    decisions: [
      { kind: 'OPENED', by: null },
      { kind: 'APPROVED', by: { name: 'OWNER of North' } },
    ],
  })
})

test('a viewer is not shown tasks', async () => {
  const { errors } = await server.ask(server.tokens.VIEWER, '{ reviewTasks { totalCount } }')
  expect(errors[0]?.extensions.code).toBe('FORBIDDEN')
})
