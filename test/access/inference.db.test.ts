import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServer, testServer } from '../support/server.ts'
import { comparable, partingOf } from './comparable.ts'
import { documentOf, rootFields } from './document-of.ts'
import { type Hidden, oneMsp, otherMsp, sheetsOf } from './hidden-data.ts'
import { noLimits } from './seeded.ts'
import { furtherDocuments } from './tour.ts'

/** Two servers that tell nobody apart: the same moment, the same names, the same visible data; the hidden data differs. */
interface Twin {
  readonly server: TestServer
  readonly ids: Readonly<Record<string, string>>
  /** Who must not tell them apart: a viewer, and a key that may only read data. */
  readonly askers: Readonly<Record<string, string>>
  readonly owner: string
}

const NOW = Date.UTC(2026, 6, 15, 12)
let twins: readonly [Twin, Twin]
beforeAll(async () => {
  twins = await Promise.all([twin(oneMsp), twin(otherMsp)])
})
afterAll(() => Promise.all(twins.map(({ server }) => server[Symbol.asyncDispose]())))

async function twin(hidden: Hidden): Promise<Twin> {
  const server = await testServer(noLimits, () => NOW)
  const { tokens } = await server.organization('North', 'OWNER', 'ANALYST', 'VIEWER')
  const must = async (token: string, query: string, variables: object = {}) => {
    const { data, errors } = await server.ask(token, query, variables)
    if (errors.length > 0) throw new Error(`${query}: ${JSON.stringify(errors)}`)
    return data
  }
  for (const [dataset, sheet] of sheetsOf(hidden)) {
    const response = await server.upload(tokens.ANALYST, `${dataset}?mode=lenient`, sheet)
    if (response.status !== 200) throw new Error(`${dataset}: ${await response.text()}`)
    // What an analysis finds depends on what was there when it ran.
    await settled(server, tokens.OWNER)
  }
  const owner = tokens.OWNER
  for (const key of ['margin_of_own', 'cost_of_own'])
    await must(owner, 'mutation ($i: DefineMetricInput!) { defineMetric(input: $i) { key } }', {
      i: { key, name: key, formula: `revenue - ${hidden.marginTarget} * labour_cost`, description: hidden.comment },
    })
  for (const metric of ['gross_margin_pct', 'labour_cost'])
    await must(owner, `mutation { setTarget(input: {metric: "${metric}", value: ${hidden.marginTarget}}) { value } }`)
  const saving = 'mutation ($i: SaveQueryInput!) { saveQuery(input: $i) { id } }'
  await must(tokens.ANALYST, saving, { i: { name: hidden.comment, query: { metrics: ['revenue'] }, shared: false } })
  await must(owner, saving, {
    i: { name: 'Margins', query: { metrics: ['gross_margin_pct'], groupBy: ['CLIENT'] }, shared: true },
  })
  await must(owner, saving, {
    i: { name: 'Ours', query: { metrics: ['revenue'], groupBy: ['CLIENT'] }, shared: true },
  })
  await settled(server, owner)
  const { reviewTasks } = await must(owner, '{ reviewTasks(first: 100) { nodes { id metric { key } } } }')
  for (const { id, metric } of reviewTasks.nodes.slice(0, 20))
    if (metric.key !== 'revenue')
      await must(owner, 'mutation ($id: ID!, $c: String!) { commentOnReviewTask(id: $id, comment: $c) { id } }', {
        id,
        c: hidden.comment,
      })
  const key = await must(
    owner,
    'mutation { createApiKey(input: {name: "BI", role: OWNER, scopes: ["data:read"]}) { secret } }',
  )
  const { clients, snapshots, jobs, viewer, savedQueries } = await must(
    owner,
    `{ clients(filter: {search: "acme"}) { nodes { id invoices(first: 1) { nodes { id } } timeLogs(first: 1) { nodes { id } } licenses(first: 1) { nodes { id } } } }
       snapshots { nodes { id } } jobs(first: 1) { nodes { id } } viewer { user { id } } savedQueries { nodes { id name } } }`,
  )
  const [client] = clients.nodes
  return {
    server,
    owner,
    askers: { VIEWER: tokens.VIEWER, KEY: key.createApiKey.secret },
    ids: {
      Client: client.id,
      Invoice: client.invoices.nodes[0].id,
      TimeLog: client.timeLogs.nodes[0].id,
      License: client.licenses.nodes[0].id,
      Snapshot: snapshots.nodes[0].id,
      Job: jobs.nodes[0].id,
      User: viewer.user.id,
      SavedQuery: savedQueries.nodes.find(({ name }: { name: string }) => name === 'Ours').id,
      ReviewTask: reviewTasks.nodes[0]?.id ?? 'none',
      ApiKey: 'none',
      AskTerm: 'none',
      AuditEvent: 'none',
    },
  }
}

/** When every analysis after an upload has ended. */
async function settled(server: TestServer, token: string): Promise<void> {
  for (;;) {
    const { data } = await server.ask(token, '{ jobs(first: 100) { nodes { status } } }')
    const statuses: string[] = data.jobs.nodes.map(({ status }: { status: string }) => status)
    if (!statuses.some(status => status === 'QUEUED' || status === 'RUNNING')) return
    await setTimeout(50)
  }
}

/** Everything that somebody may try: whole answers of every root field, every metric and way, and questions that pry. */
async function documents({ server, owner, ids }: Twin): Promise<string[]> {
  const { data } = await server.ask(owner, '{ metricCatalog { key } }')
  const metrics: string[] = data.metricCatalog.map(({ key }: { key: string }) => key)
  const prying = [...oneMsp.names, ...otherMsp.names, oneMsp.manager, 'petra@msp.example', 'frontdesk@acme.example']
  const questions = [
    ...prying.map(name => `hours of ${name} by month`),
    'hours of Petra Quillfether',
    'hours by staff',
    'labour cost of Acme Dental',
    'what is our gross margin by client?',
    'why did margin of Bolt Legal change in June 2026?',
    'why did revenue of Bolt Legal change in June 2026?',
    'which clients cost more than they pay?',
    'revenue against budget in June 2026',
    'margin of own by client',
    'clients with most wasted seats',
    'effective rate by client',
    'who is overloaded?',
    'how many hours may we still bill?',
  ]
  const cells = metrics.flatMap(metric =>
    ['ALL', '2026-06', '2026-Q2'].flatMap(period => [
      { metric, period },
      { metric, period, client: 'Acme Dental' },
      ...oneMsp.names.map(staff => ({ metric, period, staff })),
    ]),
  )
  return [
    ...rootFields
      .filter(({ root, field }) => root === 'Query' && field.name !== 'viewer')
      .map(({ root, field }) => documentOf(root, field, ids)),
    ...furtherDocuments(metrics, { ids }, true),
    ...questions.map(question => `{ ask(question: ${JSON.stringify(question)}) { ${answer} } }`),
    ...[...prying, '1111', '555', 'zoe', '62.37', '@'].map(
      search =>
        `{ clients(filter: {search: ${JSON.stringify(search)}}) { totalCount edges { cursor node { name } } } }`,
    ),
    ...metrics.map(
      key =>
        `{ metrics(query: {metrics: ["revenue"], groupBy: [CLIENT, MONTH], orderBy: [{metric: "${key}"}], having: [{metric: "${key}", op: GT, value: 0}]}) { totalCount flatRows } }`,
    ),
    ...['PREVIOUS_PERIOD', 'TARGET', 'BUDGET', 'PORTFOLIO'].flatMap(against =>
      metrics.map(
        key =>
          `{ explain(input: {metric: "${key}", period: {named: "2026-06"}, against: ${against}, where: {clients: ["Acme Dental"]}}) { ${explanation} } }`,
      ),
    ),
    ...prying.map(
      name => `{ metrics(query: {metrics: ["hours"], where: {staff: [${JSON.stringify(name)}]}}) { flatRows } }`,
    ),
    ...['clients', 'timeLogs', 'licenses', 'invoices'].map(list =>
      list === 'clients'
        ? '{ clients(first: 2) { edges { cursor } pageInfo { startCursor endCursor } } }'
        : `{ client(name: "Acme Dental") { ${list}(first: 3) { totalCount edges { cursor } pageInfo { startCursor endCursor } } } }`,
    ),
    '{ runSavedQuery(name: "Margins") { flatRows } }',
    '{ savedQueries { totalCount nodes { name } } }',
    '{ savedQuery(name: "Looks plausible to me") { name } }',
    ...[0, 1].map(
      part =>
        `{ metricValues(keys: ${literal(cells.filter((_, i) => i % 2 === part))}) { ... on MetricValue { value exact text status coverage rowCount confidence { score } assumptions { code text } } ... on MetricValueError { code message } } }`,
    ),
  ]
}

const explanation =
  'value baseline difference residual sentence drivers { key label from to contribution exact rowCount children { key label from to contribution } } recommendations { rule text evidence amount } confidence { score signals { key value effect text } } assumptions { code text rowCount }'
const answer =
  'text abstained reason clarifications { label } chips { label } query confidence engine citations { text } table { flatRows } explanation { sentence }'
const literal = (value: unknown): string => JSON.stringify(value).replaceAll(/"(\w+)":/g, '$1:')

/**
 * Errors of fields side by side come in the order in which these end, and of many rows that have a masked field the one
 * that ended first is named.
 */
const inOrder = (errors: readonly { path?: (string | number)[] }[]) =>
  errors
    .map(error => JSON.stringify({ ...error, path: error.path?.map(step => (typeof step === 'number' ? 0 : step)) }))
    .sort()

async function answerTo({ server, askers }: Twin, asker: string, query: string): Promise<string> {
  const { status, data, errors } = await server.ask(askers[asker] ?? null, query)
  return comparable(JSON.stringify([status, data, inOrder(errors)]))
}

test.each(['VIEWER', 'KEY'])(
  '%s cannot tell two MSPs apart by what is hidden, whatever is asked',
  async asker => {
    const [one, other] = twins
    const asked = await documents(one)
    const sameOfOther = await documents(other)
    expect(asked.length).toBe(sameOfOther.length)
    const different: string[] = []
    for (const [i, query] of asked.entries()) {
      const a = await answerTo(one, asker, query)
      const b = await answerTo(other, asker, sameOfOther[i] ?? '')
      const parting = partingOf(a, b)
      expect(a).not.toMatch(/GRAPHQL_VALIDATION_FAILED|Syntax Error|TOO_MANY|TOO_DEEP|TOO_LONG|TOO_COSTLY/)
      if (parting !== null) different.push(`${query.slice(0, 120)}\n  ${parting}`)
    }
    console.log(`${asker}: ${asked.length} documents, the same answers whatever is hidden`)
    expect(different).toEqual([])
  },
  300_000,
)

test('somebody who may see all of it tells them apart in most of what is asked', async () => {
  const [one, other] = twins
  const asked = await documents(one)
  const sameOfOther = await documents(other)
  let different = 0
  for (const [i, query] of asked.entries()) {
    const answers = [
      await one.server.ask(one.owner, query),
      await other.server.ask(other.owner, sameOfOther[i] ?? ''),
    ].map(({ data, errors }) => comparable(JSON.stringify([data, errors])))
    if (answers[0] !== answers[1]) different++
  }
  console.log(`The owner tells ${different} of ${asked.length} apart`)
  expect(different).toBeGreaterThan(asked.length / 8)
}, 300_000)
