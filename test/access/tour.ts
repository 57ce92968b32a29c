import { dimensions } from '../../server/metrics/metric-query.ts'
import type { TestServer } from '../support/server.ts'
import { documentOf, rootFields } from './document-of.ts'
import type { seeded } from './seeded.ts'

type Seeded = Awaited<ReturnType<typeof seeded>>

const comparisons = ['PREVIOUS_PERIOD', 'SAME_PERIOD_LAST_YEAR', 'PORTFOLIO', 'BUDGET'] as const

/**
 * What is asked besides: every metric by every dimension, each way to compare, to explain, to filter and to ask.
 * @param apart each metric in a document of its own: one that is refused takes those beside it with it
 */
export function furtherDocuments(metrics: readonly string[], { ids }: Pick<Seeded, 'ids'>, apart = false): string[] {
  const all = JSON.stringify(metrics)
  const table = (query: string) => `{ metrics(query: {metrics: ${all}, ${query}}) { flatRows totals { key } } }`
  return [
    ...dimensions.flatMap(dimension =>
      apart ? metrics.map(metric => byDimension([metric], dimension)) : [byDimension(metrics, dimension)],
    ),
    ...comparisons.map(comparison =>
      table(`groupBy: [CLIENT], period: {named: "2026-06"}, compareTo: ${comparison}`).replace(
        all,
        '["revenue", "hours"]',
      ),
    ),
    table(`where: {clients: ["${ids.Client}"]}`).replace(all, '["revenue", "hours", "gross_profit"]'),
    '{ metrics(query: {metrics: ["hours"], where: {staff: ["petra@msp.example"], workTypes: ["reactive"], not: {clients: ["Bolt Legal"]}}}) { flatRows } }',
    '{ metrics(query: {metrics: ["license_cost"], where: {products: ["Backup"], vendors: ["Veeam"]}}) { flatRows } }',
    `{ metrics(query: {metrics: ["revenue"], groupBy: [CLIENT], asOf: {snapshot: "${ids.Snapshot}"}}) { flatRows } }`,
    '{ metrics(query: {metrics: ["revenue"], groupBy: [CLIENT, WEEK], where: {industries: ["Legal"]}, having: [{metric: "revenue", op: GT, value: 1}], orderBy: [{metric: "revenue"}], first: 2, offset: 1}) { flatRows } }',
    ...['PREVIOUS_PERIOD', 'SAME_PERIOD_LAST_YEAR', 'PORTFOLIO', 'BUDGET', 'TARGET'].flatMap(against =>
      ['revenue', 'gross_margin_pct', 'hours', 'license_utilization_pct'].map(
        metric =>
          `{ explain(input: {metric: "${metric}", period: {named: "2026-06"}, against: ${against}, where: {clients: ["Acme Dental"]}}) { sentence drivers { key rows { invoices(first: 5) { totalCount nodes { id } } timeLogs(first: 5) { totalCount nodes { id } } } } } }`,
      ),
    ),
    `{ explain(input: {metric: "revenue", period: {named: "2026-06"}, against: CLIENT, where: {clients: ["Bolt Legal"]}, clientId: "${ids.Client}"}) { sentence } }`,
    ...[
      'revenue by client last month',
      'why did gross margin of Acme fall in June 2026?',
      'hours of Petra Quillfeather by month',
      'wasted licenses by product',
      'what is toothopolis worth?',
    ].map(question => `{ ask(question: "${question}") { text table { flatRows } explanation { sentence } } }`),
    '{ clients(filter: {search: "acme"}, orderBy: {field: SINCE, direction: DESC}, first: 1) { totalCount pageInfo { endCursor } nodes { name } } }',
    '{ auditEvents(filter: {search: "client", action: "snapshot"}, first: 3) { nodes { id } } }',
    `{ snapshot(id: "${ids.Snapshot}") { diff { totalCount nodes { kind } } issues(first: 5) { totalCount nodes { row } } } }`,
  ]
}

const byDimension = (metrics: readonly string[], dimension: string): string =>
  `{ ${metrics.map(metric => `${metric}: metrics(query: {metrics: ["${metric}"], groupBy: [${dimension}]}) { flatRows }`).join(' ')} }`

/** Changes that succeed, in an order in which they can. */
const changes = (ids: Seeded['ids'], snapshot: string): string[] => [
  `mutation { setTarget(input: {metric: "revenue", clientId: "${ids.Client}", value: 5}) { value } }`,
  'mutation { defineMetric(input: {key: "own", name: "Own", formula: "revenue / hours"}) { key } }',
  'mutation { retireMetric(key: "own") }',
  'mutation { saveQuery(input: {name: "Mine", query: {metrics: ["hours"]}}) { id } }',
  `mutation { deleteSavedQuery(id: "${ids.SavedQuery}") { name } }`,
  `mutation { decideAskTerm(id: "${ids.AskTerm}", version: 1, verdict: APPROVE) { __typename } }`,
  `mutation { retireAskTerm(id: "${ids.AskTerm}") { term } }`,
  'mutation { setPolicy(key: "retention", value: {months: {TIME_LOGS: 1}}) { version } }',
  'mutation { applyRetention(dryRun: false) { counts { table } } }',
  'mutation { runAnalysis { status } }',
  'mutation { exportSubject(person: "Petra Quillfeather") }',
  'mutation { eraseSubject(person: "Petra Quillfeather", dryRun: false) { __typename } }',
  `mutation { commentOnReviewTask(id: "${ids.ReviewTask}", comment: "seen") { id } }`,
  `mutation { assignReviewTask(input: {id: "${ids.ReviewTask}", assignee: "${ids.User}"}) { __typename } }`,
  `mutation { decideReviewTask(input: {id: "${ids.ReviewTask}", version: 1, decision: APPROVE}) { __typename } }`,
  `mutation { revertSnapshot(id: "${snapshot}", reason: "tour") { __typename } }`,
  `mutation { revokeApiKey(id: "${ids.ApiKey}") { name } }`,
]

/** Uses everything that there is, as an owner; answers how many documents were sent and the codes of what was refused. */
export async function tour(server: TestServer, north: Seeded) {
  const token = north.tokens.OWNER
  const { data } = await server.ask(token, '{ metricCatalog { key } snapshots(first: 1) { nodes { id } } }')
  const metrics: string[] = data.metricCatalog.map(({ key }: { key: string }) => key)
  const documents = [
    ...rootFields
      .filter(({ field }) => !['signOut', 'uploadSnapshot'].includes(field.name))
      .map(({ root, field }) => documentOf(root, field, north.ids)),
    ...furtherDocuments(metrics, north),
    ...changes(north.ids, data.snapshots.nodes[0].id),
  ]
  const codes = new Map<string, number>()
  for (const document of documents) {
    const { errors } = await server.ask(token, document)
    if (errors.some(({ extensions }) => /VALIDATION|PARSE|TOO_/.test(extensions.code)))
      throw new Error(`${document.slice(0, 300)}: ${JSON.stringify(errors)}`)
    for (const { extensions } of errors) codes.set(extensions.code, (codes.get(extensions.code) ?? 0) + 1)
  }
  for (const format of ['csv', 'json', 'xlsx']) {
    const response = await fetch(`${server.address}/audit/export.${format}?search=client`, {
      headers: { authorization: `Bearer ${token}` },
    })
    await response.arrayBuffer()
  }
  for (const subscription of ['reviewTaskChanged { id }', `jobProgress(id: "${north.ids.Job}") { status }`])
    await firstOf(server, token, subscription)
  await server.ask(token, 'mutation { signOut(everywhere: true) }')
  return { documents: documents.length, codes }
}

/** Opens a subscription, waits for what it says at first, for a moment, and goes away. */
async function firstOf(server: TestServer, token: string, field: string): Promise<void> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), 700)
  await fetch(`${server.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: `subscription { ${field} }` }),
    signal: abort.signal,
  })
    .then(response => response.text())
    .catch(() => undefined)
  clearTimeout(timer)
}
