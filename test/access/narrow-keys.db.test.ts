import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Scope } from '../../server/access/policy.ts'
import { withoutClock } from '../support/sample-sheets.ts'
import { type TestServer, testServer } from '../support/server.ts'
import { documentOf, rootFields } from './document-of.ts'
import { noLimits, seeded } from './seeded.ts'

let server: TestServer
let north: Awaited<ReturnType<typeof seeded>>
beforeAll(async () => {
  server = await testServer(noLimits)
  north = await seeded(server, 'North')
})
afterAll(() => server[Symbol.asyncDispose]())

/** What stands in the sample sheets, by the scope it takes to read it. */
const secretsOf = {
  'contact:read': ['frontdesk@', '555 777'],
  'staff:read': ['Petra', 'petra@'],
  'cost:read': ['62.37', '151.19', '41.77', '18.71'],
} as const satisfies Partial<Record<Scope, readonly string[]>>

const narrowed = (Object.keys(secretsOf) as (keyof typeof secretsOf)[]).map(scope => [scope] as const)

/** Everything that a key with these scopes can read of the whole schema, errors included, as text. */
async function readWith(scopes: readonly Scope[]): Promise<string> {
  const { data } = await server.ask(
    north.tokens.OWNER,
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }',
    { input: { name: scopes.join(' '), role: 'OWNER', scopes } },
  )
  const texts: string[] = []
  for (const { root, field } of rootFields.filter(each => each.root === 'Query')) {
    const { data: answer, errors } = await server.ask(data.createApiKey.secret, documentOf(root, field, north.ids))
    texts.push(JSON.stringify([answer, errors.map(error => error.message)]))
  }
  return withoutClock(texts.join('\n'))
}

test.each(narrowed)('a key with data:read and %s reads that and none of what other scopes protect', async scope => {
  const text = await readWith(['data:read', scope])
  for (const [kind, secrets] of Object.entries(secretsOf)) {
    const met = secrets.filter(secret => text.includes(secret))
    if (kind === scope) expect([kind, met.length > 0]).toEqual([kind, true])
    else expect([kind, met]).toEqual([kind, []])
  }
})

test('a key without cost:read cannot use, order by or explain a metric of one’s own that rests on cost', async () => {
  await server.ask(
    north.tokens.OWNER,
    'mutation { defineMetric(input: {key: "hidden_cost", name: "Hidden", formula: "revenue - 0 * labour_cost"}) { key } }',
  )
  const { data } = await server.ask(
    north.tokens.OWNER,
    'mutation { createApiKey(input: {name: "k", role: ANALYST, scopes: ["data:read", "staff:read"]}) { secret } }',
  )
  for (const query of [
    'metrics(query: {metrics: ["hidden_cost"]}) { totalCount }',
    'metrics(query: {metrics: ["hours"], groupBy: [CLIENT], orderBy: [{metric: "hidden_cost"}]}) { totalCount }',
    'metrics(query: {metrics: ["hours"], groupBy: [CLIENT], having: [{metric: "hidden_cost", op: GT, value: 0}]}) { totalCount }',
    'explain(input: {metric: "hidden_cost", period: {named: "2026-06"}, against: PREVIOUS_PERIOD}) { sentence }',
    'metricCatalog(keys: ["hidden_cost"]) { formula }',
  ]) {
    const { errors } = await server.ask(data.createApiKey.secret, `{ ${query} }`)
    expect([query, errors[0]?.extensions.code]).toEqual([query, 'FORBIDDEN'])
  }
})
