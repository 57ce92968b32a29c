import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeId } from '../../server/access/opaque-id.ts'
import { type TestServer, testServer } from '../support/server.ts'
import { noLimits, seeded } from './seeded.ts'

let server: TestServer
let north: Awaited<ReturnType<typeof seeded>>
let south: Awaited<ReturnType<typeof seeded>>
beforeAll(async () => {
  server = await testServer(noLimits)
  north = await seeded(server, 'North')
  south = await seeded(server, 'South')
})
afterAll(() => server[Symbol.asyncDispose]())

/** Ids of the other organization, and ids that never existed: of this organization, of none, and no id at all. */
function foreignAndMissing(type: string) {
  const key = { Invoice: '987:1:1:1:1', TimeLog: '987:1:1:1:1', License: '987:1:1:1', Snapshot: 'f00' }[type] ?? '987'
  return {
    foreign: north.ids[type] ?? '',
    missing: [encodeId(type, south.id, key), encodeId(type, 99, key), 'bm90aGluZw'],
  }
}

const uses: Readonly<Record<string, readonly string[]>> = {
  Client: [
    '{ node(id: $id) { __typename id } }',
    '{ nodes(ids: [$id]) { __typename id } }',
    '{ client(id: $id) { name } }',
    '{ clients(filter: {ids: [$id]}) { totalCount } }',
    '{ metrics(query: {metrics: ["revenue"], where: {clients: [$id]}}) { flatRows } }',
    '{ metricValues(keys: [{metric: "revenue", client: $id, period: "ALL"}]) { ... on MetricValue { value } ... on MetricValueError { code } } }',
    '{ metrics(query: {metrics: ["revenue"], where: {not: {clients: [$id]}}}) { flatRows } }',
    '{ explain(input: {metric: "revenue", period: {named: "2026-06"}, against: CLIENT, where: {clients: ["Acme Dental"]}, clientId: $id}) { value baseline } }',
    '{ explain(input: {metric: "revenue", period: {named: "2026-06"}, against: PREVIOUS_PERIOD, where: {clients: [$id]}}) { value } }',
    '{ reviewTasks(filter: {client: $id}) { totalCount } }',
    'mutation { setTarget(input: {metric: "revenue", clientId: $id, value: 1}) { value } }',
    'mutation { runAnalysis(input: {clients: [$id]}) { __typename } }',
    'mutation { uploadRows(input: {dataset: CLIENTS, header: ["name"], rows: [["x"]], references: [{name: "x", client: $id}], dryRun: true}) { __typename } }',
  ],
  Invoice: ['{ node(id: $id) { __typename id } }'],
  TimeLog: ['{ node(id: $id) { __typename id } }'],
  License: ['{ node(id: $id) { __typename id } }'],
  User: [
    '{ node(id: $id) { __typename id } }',
    '{ auditEvents(filter: {actor: $id}) { totalCount } }',
    '{ reviewTasks(filter: {assignee: $id}) { totalCount } }',
  ],
  AuditEvent: ['{ node(id: $id) { __typename id } }'],
  Job: [
    '{ node(id: $id) { __typename id } }',
    'mutation { cancelJob(id: $id) { status } }',
    'subscription { jobProgress(id: $id) { status } }',
  ],
  ReviewTask: [
    '{ node(id: $id) { __typename id } }',
    '{ reviewTask(id: $id) { value } }',
    'mutation { decideReviewTask(input: {id: $id, version: 1, decision: APPROVE}) { __typename } }',
    'mutation { assignReviewTask(input: {id: $id, assignee: null}) { __typename } }',
    'mutation { commentOnReviewTask(id: $id, comment: "x") { __typename } }',
  ],
  SavedQuery: ['{ node(id: $id) { __typename id } }', 'mutation { deleteSavedQuery(id: $id) { name } }'],
  AskTerm: [
    '{ node(id: $id) { __typename id } }',
    'mutation { decideAskTerm(id: $id, version: 1, verdict: APPROVE) { __typename } }',
    'mutation { retireAskTerm(id: $id) { term } }',
  ],
  ApiKey: ['{ node(id: $id) { __typename id } }', 'mutation { revokeApiKey(id: $id) { name } }'],
  Snapshot: [
    '{ node(id: $id) { __typename id } }',
    '{ snapshot(id: $id) { number } }',
    '{ uploadResult(id: $id) { __typename } }',
    '{ metrics(query: {metrics: ["revenue"], asOf: {snapshot: $id}}) { flatRows } }',
    '{ metricValues(keys: [{metric: "revenue", period: "ALL", asOf: $id}]) { ... on MetricValue { value } ... on MetricValueError { code message } } }',
    '{ explain(input: {metric: "revenue", period: {named: "2026-06"}, against: PREVIOUS_PERIOD, asOf: {snapshot: $id}}) { value } }',
    '{ analysisRun(snapshot: $id) { status } }',
    'mutation { runAnalysis(input: {snapshot: $id}) { __typename } }',
    '{ snapshots(first: 1) { nodes { diff(against: $id) { totalCount } } } }',
    'mutation { revertSnapshot(id: $id, reason: "x") { __typename } }',
    'mutation { correctRows(input: {snapshot: $id, rows: [], dryRun: true}) { __typename } }',
    'mutation { cancelUpload(id: $id) }',
    'subscription { snapshotProgress(id: $id) { stage } }',
  ],
}

async function answerTo(query: string, id: string): Promise<string> {
  const response = await fetch(`${server.address}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: query.startsWith('subscription') ? 'text/event-stream' : 'application/json',
      authorization: `Bearer ${south.tokens.OWNER}`,
    },
    body: JSON.stringify({ query: query.replace('$id', JSON.stringify(id)) }),
  })
  // The place of the id in the text of the query, and the id itself, may differ; nothing else may.
  return (await response.text()).replaceAll(id, '…').replaceAll(/"column":\d+/g, '"column":0')
}

test.each(Object.keys(uses))(
  'an id of %s of another organization is answered like one that never existed',
  async type => {
    const { foreign, missing } = foreignAndMissing(type)
    for (const query of uses[type] ?? []) {
      const expected = await answerTo(query, missing[0] ?? '')
      // Where an instant may stand too, text that is no id at all is answered as no instant.
      const others = query.includes('asOf: $id}]') ? missing.slice(1, 2) : missing.slice(1)
      for (const id of [foreign, ...others]) expect([query, await answerTo(query, id)]).toEqual([query, expected])
    }
  },
)

test('ids of one’s own do answer', async () => {
  for (const [type, id] of Object.entries(south.ids))
    expect(JSON.parse(await answerTo('{ node(id: $id) { __typename } }', id))).toEqual({
      data: { node: { __typename: type } },
    })
})

test('lists hold nothing of another organization', async () => {
  const third = await server.organization('Empty', 'OWNER')
  const { data } = await server.ask(
    third.tokens.OWNER,
    '{ clients { totalCount } snapshots { totalCount } apiKeys { totalCount } metrics(query: {metrics: ["revenue"]}) { totals { values { value rowCount } } snapshots { number } } }',
  )
  expect(data).toMatchObject({
    clients: { totalCount: 0 },
    snapshots: { totalCount: 0 },
    apiKeys: { totalCount: 0 },
    metrics: { totals: { values: [{ value: null, rowCount: 0 }] }, snapshots: [] },
  })
})
