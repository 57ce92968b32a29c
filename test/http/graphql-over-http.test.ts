import { serverAudits } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestServer, testServer } from '../support/server.ts'

let server: TestServer
let token: string
beforeAll(async () => {
  server = await testServer()
  token = (await server.organization('North', 'OWNER')).tokens.OWNER
})
afterAll(() => server[Symbol.asyncDispose]())

/** The audits of graphql-http for the GraphQL over HTTP specification: those of POST, of GET, and of both. */
describe.each([
  ['somebody signed in', () => ({ authorization: `Bearer ${token}` })],
  ['a stranger', () => ({})],
] as const)('GraphQL over HTTP as specified, for %s', (_who, credentials) => {
  const audits = serverAudits({
    url: () => `${server.address}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), ...credentials() } }),
  })

  test('nothing of the suite is left out', () => expect(audits.length).toBeGreaterThanOrEqual(60))

  test.each(audits.map(audit => [`${audit.id} ${audit.name}`, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn()
    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok')
  })
})
