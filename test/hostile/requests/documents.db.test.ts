import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { type TestServer, testServer } from '../../support/server.ts'
import { hostileDocuments } from './hostile-documents.ts'
import { hostileBodies, hostileIds, hostileQuestions, hostileValues } from './hostile-values.ts'

/** No single request may take longer, on a machine that does much else. */
const LONGEST = 60_000
/** Many requests one after the other, where many tests share few cores. */
const PATIENCE = 240_000
/** Heap that may remain after everything, in bytes: kept documents and answers, not requests. */
const MARGIN = 100 * 1024 * 1024

let server: TestServer
let token: string
let owner: string
beforeAll(async () => {
  server = await testServer({ GRAPHQL_TIMEOUT_SECONDS: '30' })
  const { tokens } = await server.organization('North', 'OWNER', 'ANALYST')
  token = tokens.ANALYST
  owner = tokens.OWNER
  await server.upload(token, 'clients', 'name,industry\nAcme,Health\nBolt,Legal\n')
})
afterAll(() => server[Symbol.asyncDispose]())

const inside =
  /node_modules|\.ts:\d|at \w+ \(|sqlite|postgres|select .* from|\/work\/|\/tmp\/|ECONN|TypeError|RangeError|SyntaxError: /i

/** Sends a body, and holds the answer to what every answer is held to. */
async function answerTo(body: string | Uint8Array<ArrayBuffer>, who: string | null = token) {
  const started = performance.now()
  const response = await fetch(`${server.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(who === null ? {} : { authorization: `Bearer ${who}` }) },
    body,
  })
  const text = await response.text()
  expect(performance.now() - started).toBeLessThan(LONGEST)
  expect([200, 400, 413, 415, 429]).toContain(response.status)
  expect(text).not.toMatch(inside)
  const answer = JSON.parse(text) as { data?: unknown; errors?: { message: string; extensions: { code: string } }[] }
  expect(answer.data === undefined ? answer.errors?.length : 1).toBeGreaterThan(0)
  const codes = (answer.errors ?? []).map(({ extensions }) => extensions.code)
  for (const code of codes) expect(code).toMatch(/^[A-Z_]{3,}$/)
  expect(codes).not.toContain('INTERNAL_SERVER_ERROR')
  return { status: response.status, codes, answer }
}
const ask = (query: string, variables: unknown = {}, who: string | null = token) =>
  answerTo(JSON.stringify({ query, variables, ...(query.startsWith('query Q ') && { operationName: 'Q' }) }), who)
const honest = async () =>
  expect((await server.ask(token, '{ clients { totalCount } }')).data).toEqual({ clients: { totalCount: 2 } })

describe('a document that asks too much', () => {
  test.each(hostileDocuments)('is refused by name: $what', async ({ document, variables, code }) => {
    const { codes, answer } = await ask(document, variables)
    expect([...new Set(codes)]).toEqual([code])
    // Which limit it is, in figures.
    if (code !== 'GRAPHQL_VALIDATION_FAILED') expect(answer.errors?.[0]?.message).toMatch(/\d/)
    await honest()
  })

  test('is refused to strangers as well, before anything is worked out', async () => {
    for (const { document, variables } of hostileDocuments)
      expect((await ask(document, variables, null)).codes.length).toBeGreaterThan(0)
  })

  test('of somebody signed in stands in the audit log: once for each limit a minute', async () => {
    const query = '{ auditEvents(filter: {action: "request.refused"}, first: 100) { nodes { details } } }'
    await eventually(async () => {
      const { data } = await server.ask(owner, query)
      const codes = data.auditEvents.nodes.map(({ details }: { details: { code: string } }) => details.code)
      expect(codes.sort()).toEqual([...new Set(codes)].sort())
      expect(codes).toEqual(
        expect.arrayContaining([
          'TOO_DEEP',
          'TOO_MANY_ALIASES',
          'TOO_MANY_FIELDS',
          'QUERY_TOO_COSTLY',
          'LIST_TOO_LONG',
        ]),
      )
    })
  })
})

test(
  'bodies that are no request, or hardly one, are refused or answered, never failed at',
  async () => {
    for (const body of hostileBodies) {
      await answerTo(body)
      await answerTo(body, null)
    }
    await honest()
  },
  PATIENCE,
)

const operations = [
  'query ($v: MetricQuery!) { metrics(query: $v) { totalCount flatRows } }',
  'query ($v: [MetricValueKey!]!) { metricValues(keys: $v) { __typename } }',
  'query ($v: [ID!]!) { nodes(ids: $v) { id } }',
  'query ($v: ID!) { node(id: $v) { id } }',
  'query ($v: ClientFilter) { clients(filter: $v) { totalCount nodes { name } } }',
  'query ($v: Int) { clients(first: $v) { nodes { name } } }',
  'query ($v: String) { clients(after: $v) { nodes { name } } }',
  'query ($v: String) { client(name: $v) { name metadata } }',
  'query ($v: String!) { ask(question: $v) { text } }',
  'query ($v: AskInput) { ask(question: "revenue by client", input: $v) { text query } }',
  'query ($v: ExplainInput!) { explain(input: $v) { sentence } }',
  'query ($v: AuditEventFilter) { auditEvents(filter: $v) { totalCount } }',
  'mutation ($v: UploadRowsInput!) { uploadRows(input: $v) { __typename } }',
  'mutation ($v: CorrectRowsInput!) { correctRows(input: $v) { __typename } }',
  'mutation ($v: String!) { refreshSession(refreshToken: $v) { __typename } }',
  'mutation ($v: SignInInput!) { signIn(input: $v) { __typename } }',
]

test(
  'values that nobody expects, in every place for one, are refused or answered, never failed at',
  async () => {
    for (const query of operations)
      for (const value of hostileValues) {
        const body = `{"query": ${JSON.stringify(query)}, "variables": {"v": ${value}}}`
        await answerTo(body, /signIn|refresh/.test(query) ? null : token)
      }
    await honest()
  },
  PATIENCE,
)

test(
  'ids and cursors made by hand are those of nothing',
  async () => {
    const one = `query ($id: ID!, $cursor: String) {
    node(id: $id) { id } snapshot(id: $id) { id } client(id: $id) { name } reviewTask(id: $id) { id }
    clients(after: $cursor) { totalCount } snapshots(after: $cursor) { totalCount } auditEvents(after: $cursor) { totalCount }
  }`
    for (const id of hostileIds) {
      const { codes } = await answerTo(JSON.stringify({ query: one, variables: { id, cursor: id } }), owner)
      expect(codes).not.toContain('GRAPHQL_VALIDATION_FAILED')
    }
    await answerTo(
      JSON.stringify({ query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', variables: { ids: hostileIds } }),
    )
    await honest()
  },
  PATIENCE,
)

test('addresses of files with characters that no text has are refused', async () => {
  for (const path of [
    ...[
      '/uploads/clients?description=%00',
      '/uploads/clients?sheet=a%00',
      '/uploads/cli%00ents',
      '/uploads/clients?mode=%00',
    ],
    ...['/audit/export.csv?search=%00', '/audit/export.csv?actor=%00', '/templates/%00.csv'],
  ]) {
    const method = path.startsWith('/uploads') ? 'POST' : 'GET'
    const body = method === 'POST' ? 'name\nZeta\n' : null
    const response = await fetch(`${server.address}${path}`, {
      method,
      body,
      headers: { authorization: `Bearer ${owner}` },
    })
    expect([path, response.status]).toEqual([path, expect.toBeOneOf([400, 404])])
    expect(await response.text()).not.toMatch(inside)
  }
  const named = await fetch(`${server.address}/uploads/clients?dryRun=true`, {
    ...{ method: 'POST', body: 'name\nZeta\n' },
    headers: { authorization: `Bearer ${token}`, 'x-file-name': '%00..%2f%0d%0aa.csv' },
  })
  expect(named.status).toBeLessThan(500)
})

test('questions made of words that every object has are answered, never failed at', async () => {
  for (const question of hostileQuestions)
    expect((await ask('query ($q: String!) { ask(question: $q) { text } }', { q: question })).codes).toEqual([])
})

test(
  'property: whatever comes as a document or as variables is answered',
  async () => {
    const word = fc.constantFrom(
      ...[
        'query',
        'mutation',
        'subscription',
        'fragment',
        'on',
        '{',
        '}',
        '(',
        ')',
        '[',
        ']',
        ':',
        '!',
        '=',
        '@',
        '|',
        '&',
      ],
      ...[
        '...',
        '$v',
        '"',
        '"""',
        '\\',
        '#',
        '\n',
        '\u0000',
        '\ud800',
        '\ufeff',
        '1e999',
        '-',
        '0x',
        '$',
        'null',
        'true',
      ],
      ...[
        'clients',
        'nodes',
        'name',
        'metrics',
        'query',
        'first',
        '__typename',
        '__proto__',
        'constructor',
        'viewer',
        'skip',
        'A',
      ],
    )
    const document = fc.oneof(
      fc.array(word, { maxLength: 60 }).map(words => words.join(' ')),
      fc.array(word, { maxLength: 60 }).map(words => `{ viewer { role } ${words.join(' ')} }`),
      fc.string({ unit: 'binary', maxLength: 200 }),
    )
    await fc.assert(
      fc.asyncProperty(document, fc.jsonValue(), fc.option(fc.string()), async (query, variables, operationName) => {
        await answerTo(JSON.stringify({ query, variables, operationName }))
      }),
      { numRuns: 150 },
    )
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async bytes => {
        await answerTo(new Uint8Array(bytes))
      }),
      { numRuns: 80 },
    )
    await honest()
  },
  PATIENCE,
)

test(
  'after all of it the heap is what it was, and a bit',
  async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    collect()
    const before = process.memoryUsage().heapUsed
    for (let round = 0; round < 3; round++) {
      // Another text each time, so that nothing is known from before.
      for (const { document, variables } of hostileDocuments) await ask(`${document} # ${round}`, variables)
      for (let count = 0; count < 60; count++)
        await ask(`{ viewer { role } } # ${round} ${count} ${'x'.repeat(200_000)}`)
    }
    collect()
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(MARGIN)
    expect((await server.ask(owner, '{ auditVerification { valid } }')).data).toEqual({
      auditVerification: { valid: true },
    })
  },
  PATIENCE,
)
