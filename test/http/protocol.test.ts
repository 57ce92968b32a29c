import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dbOf } from '../../server/db/tables.ts'
import { type TestServer, testServer } from '../support/server.ts'

let server: TestServer
let token: string
beforeAll(async () => {
  server = await testServer({
    CORS_ORIGINS: 'https://bi.example.com',
    GRAPHQL_MAX_DEPTH: '8',
    GRAPHQL_MAX_ALIASES: '5',
    GRAPHQL_MAX_TOKENS: '300',
    GRAPHQL_MAX_COST: '5000',
    MAX_REQUEST_BYTES: '5000',
  })
  token = (await server.organization('North', 'OWNER')).tokens.OWNER
})
afterAll(() => server[Symbol.asyncDispose]())

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.address}${path}`, { headers })
const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${server.address}/graphql`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })
const codes = async (query: string, variables = {}) =>
  (await server.ask(token, query, variables)).errors.map(error => error.extensions.code)

test('queries may come by GET, mutations may not', async () => {
  const query = await get(`/graphql?query=${encodeURIComponent('{ viewer { signedIn } }')}`)
  expect(await query.json()).toEqual({ data: { viewer: { signedIn: false } } })
  const mutation = await get(`/graphql?query=${encodeURIComponent('mutation { signOut }')}`)
  expect(mutation.status).toBe(405)
})

test('a body that is no GraphQL request is refused with a reason', async () => {
  expect((await post('{bad')).status).toBe(400)
  expect((await post('{}')).status).toBe(400)
  expect((await post('{"query":"{viewer{signedIn}}"}', { 'content-type': 'text/plain' })).status).toBe(415)
  expect((await post('[{"query":"{viewer{signedIn}}"}]')).status).toBe(400)
  expect((await post(JSON.stringify({ query: `{ viewer { signedIn } } #${'x'.repeat(6000)}` }))).status).toBe(413)
})

test('a media type that cannot be read or answered is refused with those that can', async () => {
  const sent = await post('{"query":"{viewer{signedIn}}"}', { 'content-type': 'text/plain' })
  expect((await sent.json()).errors).toMatchObject([{ extensions: { code: 'UNSUPPORTED_MEDIA_TYPE' } }])
  const path = `/graphql?query=${encodeURIComponent('{ viewer { signedIn } }')}`
  const asked = await get(path, { accept: 'text/html' })
  expect([asked.status, await asked.json()]).toMatchObject([
    406,
    { errors: [{ message: expect.stringContaining('application/json') }] },
  ])
})

test('documents are bounded in words, aliases, depth and cost, and the limit is said', async () => {
  expect(await codes(`{ ${'viewer { signedIn } '.repeat(200)} }`)).toEqual(['GRAPHQL_PARSE_FAILED'])
  const aliases = (count: number) =>
    `{ ${Array.from({ length: count }, (_, index) => `a${index}: viewer { signedIn }`).join(' ')} }`
  expect(await codes(aliases(5))).toEqual([])
  expect(await codes(aliases(6))).toEqual(['TOO_MANY_ALIASES'])
  const deep = '{ clients { nodes { invoices { nodes { client { invoices { nodes { client { name } } } } } } } } }'
  expect(await codes(deep)).toEqual(['TOO_DEEP'])
  const hidden =
    '{ ...A } fragment A on Query { clients { nodes { ...B } } } fragment B on Client { invoices { nodes { client { invoices { nodes { client { name } } } } } } }'
  expect(await codes(hidden)).toEqual(['TOO_DEEP'])
  const { errors } = await server.ask(token, deep)
  expect(errors[0]?.message).toContain('the limit is 8')
})

test('the cost counts what variables ask for', async () => {
  const query =
    'query ($n: Int) { clients(first: $n) { nodes { name industry invoices(first: $n) { nodes { date } } } } }'
  expect(await codes(query, { n: 10 })).toEqual([])
  expect(await codes(query, { n: 500 })).toEqual(['QUERY_TOO_COSTLY'])
})

test('values are bounded in depth too, in the document and in variables, and the server goes on', async () => {
  const nested = (depth: number): string => (depth === 0 ? '{}' : `{"not":${nested(depth - 1)}}`)
  const written = (depth: number) => nested(depth).replaceAll('"', '')
  const asked = 'query ($w: MetricFilter) { metrics(query: {metrics: ["hours"], where: $w}) { totalCount } }'
  expect(await codes(asked, { w: JSON.parse(nested(3)) })).toEqual([])
  expect(await codes(asked, { w: JSON.parse(nested(9)) })).toEqual(['TOO_DEEP'])
  expect(await codes(`{ metrics(query: {metrics: ["hours"], where: ${written(9)}}) { totalCount } }`)).toEqual([
    'TOO_DEEP',
  ])
  const deepest = `${'['.repeat(2000)}${']'.repeat(2000)}`
  const body = JSON.stringify({ query: asked, variables: { w: 0 } }).replace('{"w":0}', `{"w":${deepest}}`)
  const answer = await (await post(body, { authorization: `Bearer ${token}` })).json()
  expect(answer.errors).toMatchObject([{ extensions: { code: 'TOO_DEEP' } }])
})

test('a fragment that contains itself is refused, not followed forever', async () => {
  const found = await codes('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }')
  expect(found.length).toBeGreaterThan(0)
})

test('an answer carries headers that keep browsers strict, and nothing is stored', async () => {
  const response = await post('{"query":"{viewer{signedIn}}"}')
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
    'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
  })
})

test('pages of listed origins may call, others get no leave', async () => {
  const from = async (origin: string) =>
    (await post('{"query":"{viewer{signedIn}}"}', { origin })).headers.get('access-control-allow-origin')
  expect(await from('https://bi.example.com')).toBe('https://bi.example.com')
  expect(await from('https://evil.example.com')).toBeNull()
  const preflight = await fetch(`${server.address}/graphql`, {
    method: 'OPTIONS',
    headers: { origin: 'https://bi.example.com', 'access-control-request-method': 'POST' },
  })
  expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, 'GET, POST'])
})

test('a key or token in the address is refused, whatever the parameter is called', async () => {
  const key = `moat_${'a'.repeat(10)}_${'b'.repeat(43)}`
  for (const path of [`/graphql?api_key=${key}`, '/graphql?token=abc', `/graphql?q=${key}`, `/uploads/clients?key=1`])
    expect([path, (await get(path)).status]).toEqual([path, 400])
})

test('credentials that are not valid are refused, as Bearer, key and Basic', async () => {
  for (const headers of [
    { authorization: 'Bearer nonsense' },
    { 'x-api-key': `moat_${'a'.repeat(10)}_${'b'.repeat(43)}` },
    { authorization: `Basic ${btoa('user:nonsense')}` },
  ] as Record<string, string>[])
    expect((await post('{"query":"{viewer{signedIn}}"}', headers)).status).toBe(401)
})

test('strangers learn nothing of the schema: no description, no suggestions', async () => {
  const anonymous = async (query: string) => (await server.ask(null, query)).errors.map(error => error.message)
  expect(await anonymous('{ __schema { types { name } } }')).toEqual(['Describing the schema: sign in first'])
  expect((await server.ask(null, '{ a: __type(name: "Client") { name } }')).data).toEqual({ a: null })
  expect((await server.ask(token, '{ a: __type(name: "Client") { name } }')).data).toEqual({ a: { name: 'Client' } })
  for (const message of await anonymous('{ viewr { signedIn } clients(orderBy: {field: NAM}) { totalCount } }'))
    expect(message).not.toMatch(/did you mean/i)
})

test('what fails unexpectedly says nothing of the inside', async () => {
  await using broken = await testServer()
  const { tokens } = await broken.organization('South', 'OWNER')
  await sql`alter table client_row rename to client_row_gone`.execute(dbOf(broken.running.database.em.fork()))
  const { errors } = await broken.ask(tokens.OWNER, '{ clients { totalCount } }')
  expect(errors[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' })
  expect(JSON.stringify(errors)).not.toMatch(/client_row|sql|select|node_modules|stack/i)
})

test('health answers while alive, ready says what is well', async () => {
  expect(await (await get('/health')).json()).toEqual({ status: 'ok' })
  expect(await (await get('/ready')).json()).toEqual({
    status: 'ready',
    checks: { database: 'ok', migrations: 'ok', disk: 'ok' },
    model: 'off',
    rowLevelSecurity: 'ok',
    backup: 'off',
  })
})

test('templates come as CSV and XLSX, other names do not exist', async () => {
  const csv = await get('/templates/time_logs.csv')
  expect([csv.status, csv.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
  expect((await csv.text()).split('\n')[0]).toMatch(/client/)
  const xlsx = await get('/templates/licenses.xlsx')
  expect(
    Buffer.from(await xlsx.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
  for (const path of ['/templates/nothing.csv', '/templates/clients.exe', '/templates/../package.json', '/nothing'])
    expect([path, (await get(path)).status]).toEqual([path, 404])
})
