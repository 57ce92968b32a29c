import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { schema } from '../../schema/schema.ts'
import { seeded } from '../access/seeded.ts'
import { type TestServer, testServer } from '../support/server.ts'
import { contractDifferences } from './contract-differences.ts'

const contract = readFileSync(new URL('contract.graphql', import.meta.url), 'utf8')

let server: TestServer
let north: Awaited<ReturnType<typeof seeded>>
beforeAll(async () => {
  server = await testServer()
  north = await seeded(server, 'North', 'ANALYST')
})
afterAll(() => server[Symbol.asyncDispose]())

/** The answer to the owner; an error fails the test. */
async function answerTo(query: string, variables: object = {}) {
  const { data, errors } = await server.ask(north.tokens.OWNER, query, variables)
  expect(errors).toEqual([])
  return data
}

test('every name, argument, type and default of the contract is in the schema', () => {
  expect(contractDifferences(schema, contract)).toEqual([])
})

test('a change of the contract is seen', () => {
  const promised =
    'type Query { viewer(first: Int): Viewer other: Int } enum UploadMode { STRICT NONE } input X { a: Int }'
  expect(contractDifferences(schema, promised)).toEqual([
    'Query.viewer is Viewer!, not Viewer',
    'Query.viewer(first) is missing',
    'Query.other is missing',
    'UploadMode.NONE is missing',
    'X is missing or of another kind',
  ])
})

const metricTable = `columns { key label kind unit currency format } flatRows totalCount truncated durationMs asOf query
  period { from to } snapshots { id number }
  rows { key dimensions { dimension key label } values { ...Value } } totals { key values { ...Value } }`
const metricValue = `fragment Value on MetricValue {
  metric { key version name description formula } value exact text unit currency baseline change changePct changeKind
  confidence { score level signals { __typename } } status coverage partial rowCount assumptions { __typename }
  reviewTask { id } }`

test('a metric query with each of its fields is answered, and with each of them null', async () => {
  const query = `query ($query: MetricQuery!) { metrics(query: $query) { ${metricTable} } } ${metricValue}`
  const full = {
    metrics: ['revenue', 'hours'],
    groupBy: ['CLIENT', 'MONTH'],
    where: { clients: ['Acme Dental', north.ids.Client], not: { clients: ['Bolt Legal'] } },
    period: { named: '2026-Q2' },
    compareTo: 'PREVIOUS_PERIOD',
    having: [{ metric: 'revenue', op: 'BETWEEN', value: 0, to: 100_000, onChange: false }],
    orderBy: [
      { metric: 'revenue', onChange: true },
      { dimension: 'MONTH', direction: 'ASC' },
    ],
    first: 1,
    offset: 0,
    asOf: { snapshot: north.ids.Snapshot },
    definitions: 'THEN',
  }
  const { metrics } = await answerTo(query, { query: full })
  expect(metrics).toMatchObject({ totalCount: 2, truncated: true, period: { from: '2026-04-01', to: '2026-06-30' } })
  expect(metrics.flatRows).toEqual([
    expect.objectContaining({ client: 'Acme Dental', month: '2026-05', revenue: 1000, hours: 2.5 }),
  ])
  const absent = Object.fromEntries(Object.keys(full).map(key => [key, null]))
  const bare = await answerTo(query, { query: { ...absent, metrics: ['revenue'], orderBy: null } })
  expect(bare.metrics.flatRows).toEqual([{ revenue: 2200.5 }])
  expect(await answerTo(query, { query: bare.metrics.query })).toMatchObject({ metrics: { totalCount: 1 } })
})

test('periods are named, last or between, and nothing else', async () => {
  const query =
    'query ($period: PeriodInput) { metrics(query: {metrics: ["hours"], period: $period}) { period { from to } } }'
  const periodOf = async (period: object) => (await answerTo(query, { period })).metrics.period
  expect(await periodOf({ named: '2026-05' })).toEqual({ from: '2026-05-01', to: '2026-05-31' })
  expect(await periodOf({ named: 'ALL' })).toEqual({ from: '2026-05-01', to: '2026-06-30' })
  expect(await periodOf({ between: { from: '2026-05-03', to: '2026-05-04' } })).toEqual({
    from: '2026-05-03',
    to: '2026-05-04',
  })
  await periodOf({ last: { count: 3, unit: 'MONTH' } })
  await periodOf({ named: 'YTD' })
  const both = await server.ask(north.tokens.OWNER, query, {
    period: { named: 'ALL', last: { count: 1, unit: 'DAY' } },
  })
  expect(both.errors).toHaveLength(1)
})

test('cells come in their order, each a value or an error', async () => {
  const query = `query ($keys: [MetricValueKey!]!) { metricValues(keys: $keys) {
    __typename ... on MetricValue { value text } ... on MetricValueError { code message } } }`
  const keys = [
    { metric: 'revenue', client: 'Acme Dental', staff: null, product: null, period: '2026-05', asOf: null },
    { metric: 'nothing', period: '2026-05' },
    { metric: 'hours', staff: 'Petra Quillfeather', period: 'ALL' },
    { metric: 'seats_used', product: 'Backup', period: '2026-05' },
  ]
  const { metricValues } = await answerTo(query, { keys })
  expect(metricValues).toMatchObject([{ value: 1000 }, { code: 'UNKNOWN_METRIC' }, { value: 8.5 }, { value: 5 }])
})

test('lists are connections with totalCount, forwards and backwards; things are nodes', async () => {
  const { viewer, clients, last, snapshots, datasets, metricCatalog, client, nodes } = await answerTo(
    `query ($ids: [ID!]!) {
      viewer { __typename }
      clients(filter: null, orderBy: {field: NAME}, first: 2, after: null) {
        totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id } } nodes { id name } }
      last: clients(last: 1) { nodes { name } }
      snapshots(filter: {datasets: [CLIENTS], status: ACCEPTED}, first: 1) { totalCount nodes {
        id number dataset status fileName sha256 byteSize uploadedBy { id } createdAt description rowCount acceptedCount
        rejectedCount addedCount changedCount unchangedCount removedCount period { from } 
        quality { score dimensions { __typename } recommendations }
        issues(severity: ERROR, first: 5) { totalCount nodes { row column value code message severity suggestion } }
        diff(against: null, first: 5) { totalCount nodes { __typename } } } }
      datasets { __typename columns { name aliases } }
      metricCatalog(keys: ["revenue"]) { key }
      client(name: "Bolt Legal") { id }
      nodes(ids: $ids) { id }
    }`,
    { ids: [...Object.values(north.ids), 'nothing'] },
  )
  expect(viewer).toEqual({ __typename: 'Viewer' })
  expect(clients).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true }, edges: [{}, {}] })
  expect(last.nodes).toEqual([{ name: 'Cedar Schools' }])
  expect(snapshots.nodes).toMatchObject([{ dataset: 'CLIENTS', status: 'ACCEPTED', rowCount: 3, acceptedCount: 3 }])
  expect(datasets).toHaveLength(7)
  expect(metricCatalog).toEqual([{ key: 'revenue' }])
  expect(client.id).toEqual(expect.any(String))
  expect(nodes).toEqual([...Object.values(north.ids).map(id => ({ id })), null])
})

test('why a value is what it is, with drivers that add up', async () => {
  const query = `query ($input: ExplainInput!) { explain(input: $input) {
    metric { key } value baseline difference residual sentence confidence { score } assumptions { __typename }
    drivers { key label from to contribution exact rowCount children { key } }
    recommendations { rule text evidence amount currency } } }`
  const input = { metric: 'gross_profit', where: null, period: { named: '2026-06' }, against: 'PREVIOUS_PERIOD' }
  const { explain } = await answerTo(query, { input })
  const sum = explain.drivers.reduce(
    (total: number, { contribution }: { contribution: number }) => total + contribution,
    0,
  )
  expect([sum, explain.residual]).toEqual([expect.closeTo(explain.difference, 6), 0])
  const latest = await answerTo(query, { input: { metric: 'revenue', against: 'PREVIOUS_PERIOD' } })
  expect(latest.explain.metric).toEqual({ key: 'revenue' })
  const against = {
    metric: 'revenue',
    where: { clients: ['Acme Dental'] },
    period: { named: '2026-06' },
    against: 'CLIENT',
  }
  const { id } = (await answerTo('{ client(name: "Bolt Legal") { id } }')).client
  expect((await answerTo(query, { input: { ...against, clientId: id } })).explain.difference).toBe(-199.5)
})

test('reviews, policies and the log are asked by the names of the contract', async () => {
  const { auditVerification, auditEvents, policies } = await answerTo(`{
    reviewTasks(filter: null, first: 1) { totalCount nodes { id status version reason metric { key } client { name }
      period { from } value confidence { score } explanation { sentence } assignee { id } dueAt createdAt
      decisions { __typename } } }
    reviewTask(id: "nothing") { id }
    policies { __typename }
    auditEvents(filter: null, first: 1) { totalCount nodes { id } }
    auditVerification { valid } }`)
  expect(auditVerification).toEqual({ valid: true })
  expect(auditEvents.totalCount).toBeGreaterThan(5)
  expect(policies.length).toBeGreaterThan(0)
  await answerTo('mutation { runAnalysis { __typename } }')
})
