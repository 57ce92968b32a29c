import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestServer, testServer } from '../support/server.ts'

let server: TestServer
let token: string
beforeAll(async () => {
  server = await testServer({ CORS_ORIGINS: 'https://bi.example.com,http://localhost:3000' })
  token = (await server.organization('North', 'OWNER')).tokens.OWNER
})
afterAll(() => server[Symbol.asyncDispose]())

const QUERY = `/graphql?query=${encodeURIComponent('{ viewer { signedIn } }')}`
const send = (path: string, init: RequestInit = {}) => fetch(`${server.address}${path}`, init)
const as = (who: string) => ({ authorization: `Bearer ${who}` })

describe('every answer', () => {
  const requests: Readonly<Record<string, () => Promise<Response>>> = {
    data: () => send(QUERY, { headers: as(token) }),
    'a page': () => send('/', { headers: { accept: 'text/html' } }),
    GraphiQL: () => send('/graphql', { headers: { accept: 'text/html' } }),
    'an asset': () => send('/graphql/assets/page.js'),
    'a refused method': () => send('/health', { method: 'DELETE' }),
    'a refused credential': () => send(QUERY, { headers: as('nonsense') }),
    'what there is not': () => send('/nothing'),
    'a template': () => send('/templates/clients.csv', { headers: as(token) }),
    'the audit log': () => send('/audit/export.csv', { headers: as(token) }),
    health: () => send('/health'),
    'a preflight': () => send('/graphql', { method: 'OPTIONS' }),
    'a body that is none': () =>
      send('/graphql', { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } }),
  }

  test.each(Object.entries(requests))('keeps browsers strict: %s', async (what, request) => {
    const { headers } = await request()
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toMatch(/camera=\(\).*geolocation=\(\)/)
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*frame-ancestors/)
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    for (const telling of ['server', 'x-powered-by', 'set-cookie', 'etag'].slice(0, what.startsWith('a') ? 3 : 4))
      expect([telling, headers.get(telling)]).toEqual([telling, null])
    if (!['a page', 'an asset'].includes(what)) expect(headers.get('cache-control')).toBe('no-store')
  })
})

describe('pages of other origins', () => {
  const from = (origin: string, init: RequestInit = {}) =>
    send(QUERY, { ...init, headers: { ...init.headers, origin } })

  test('read answers where they are listed, to the letter', async () => {
    for (const origin of ['https://bi.example.com', 'http://localhost:3000'])
      expect((await from(origin)).headers.get('access-control-allow-origin')).toBe(origin)
    for (const origin of [
      ...['null', 'https://bi.example.com.evil.example', 'https://evilbi.example.com', 'http://bi.example.com'],
      ...[
        'https://bi.example.com:443',
        'https://bi.example.com/',
        'https://BI.example.com',
        'https://sub.bi.example.com',
      ],
      ...[
        'http://localhost:3001',
        'http://localhost',
        'https://example.com',
        'file://',
        'https://bi.example.com, https://x',
      ],
    ]) {
      const response = await from(origin)
      expect([origin, response.headers.get('access-control-allow-origin')]).toEqual([origin, null])
      expect(response.headers.get('access-control-allow-credentials')).toBeNull()
      expect(response.headers.get('vary')).toContain('Origin')
      const preflight = await from(origin, { method: 'OPTIONS', headers: { 'access-control-request-method': 'POST' } })
      expect([...preflight.headers.keys()].filter(name => name.startsWith('access-control'))).toEqual([])
    }
  })

  test('never get credentials of a browser sent along, nor other methods and headers than are used', async () => {
    const preflight = await from('https://bi.example.com', {
      method: 'OPTIONS',
      headers: { 'access-control-request-method': 'DELETE', 'access-control-request-headers': 'x-evil' },
    })
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull()
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET, POST')
    expect(preflight.headers.get('access-control-allow-headers')).not.toMatch(/\*|x-evil/)
  })
})

describe('what changes data', () => {
  const mutation = 'mutation M { signOut }'
  const get = (query: string) => send(`/graphql?${query}`, { headers: as(token) })
  const text = (query: string) => encodeURIComponent(query)

  test('never comes by GET, whatever the document is called or mixed with', async () => {
    for (const query of [
      `query=${text(mutation)}`,
      `query=${text(`query Q { viewer { role } } ${mutation}`)}&operationName=M`,
      `query=${text(`${mutation} query Q { viewer { role } }`)}&operationName=M`,
      `query=${text(mutation)}&operationName=M&_method=POST`,
    ]) {
      const response = await get(query)
      expect([query, response.status]).toEqual([query, 405])
      expect(response.headers.get('allow')).toContain('POST')
    }
    for (const name of ['x-http-method-override', 'x-method-override', 'x-http-method'])
      expect(
        (await send(`/graphql?query=${text(mutation)}`, { headers: { ...as(token), [name]: 'POST' } })).status,
      ).toBe(405)
    const mixed = await get(`query=${text(`query Q { viewer { role } } ${mutation}`)}&operationName=Q`)
    expect(await mixed.json()).toEqual({ data: { viewer: { role: 'OWNER' } } })
    expect((await send(QUERY, { headers: as(token) })).status).toBe(200)
  })

  test('never comes in a type that a page of another origin can send without asking', async () => {
    const body = JSON.stringify({ query: '{ viewer { signedIn } }' })
    for (const type of [
      ...['text/plain', 'text/plain; application/json', 'application/x-www-form-urlencoded', 'application/graphql', ''],
      ...['application/jsonx', 'text/json', 'application/json-patch+json', 'multipart/form-datax', 'a'],
    ]) {
      const response = await send('/graphql', {
        method: 'POST',
        body: new TextEncoder().encode(body),
        headers: type ? { 'content-type': type } : {},
      })
      expect([type, response.status]).toEqual([type, 415])
      expect((await response.json()).errors[0].extensions.code).toBe('UNSUPPORTED_MEDIA_TYPE')
    }
    for (const type of ['application/json', 'application/json; charset=utf-8', 'application/json;charset=UTF-8'])
      expect((await send('/graphql', { method: 'POST', body, headers: { 'content-type': type } })).status).toBe(200)
    const form = new URLSearchParams({ query: mutation })
    expect((await send('/graphql', { method: 'POST', body: form, headers: as(token) })).status).toBe(415)
  })
})

test('the schema is described to nobody who is not signed in, however they ask', async () => {
  for (const query of [
    '{ __schema { queryType { name } } }',
    '{ a: __schema { queryType { name } } }',
    '{ ...F } fragment F on Query { __schema { types { name } } }',
    'query ($x: Boolean = true) { __schema @include(if: $x) { types { name } } }',
  ])
    expect((await server.ask(null, query)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED')
  const { data } = await server.ask(
    null,
    '{ a: __type(name: "Client") { fields { name } } ...F } fragment F on Query { b: __type(name: "User") { name } }',
  )
  expect(data).toEqual({ a: null, b: null })
})
