import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dbOf } from '../../../server/db/tables.ts'
import { testServer } from '../../support/server.ts'
import { browser } from './browser.ts'
import { LIAR_CLIENT, lyingProvider } from './lying-provider.ts'

const parameter = fc.tuple(
  fc.constantFrom('code', 'state', 'iss', 'error', 'error_description', 'id_token', 'response', 'session_state', 'x'),
  fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('', '\0', '../..', '<b>zq9</b>', '💥', '%00')),
)

test('whatever comes back, the answer is a page without any of it, nobody is signed in, and the server goes on', async () => {
  await using provider = await lyingProvider({ token: () => ({ status: 400, body: '{"error": "invalid_grant"}' }) })
  await using server = await testServer({ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: LIAR_CLIENT })
  await server.organization('North', 'OWNER')
  const callback = `${server.address}/auth/oidc/callback`
  await fc.assert(
    fc.asyncProperty(fc.array(parameter, { maxLength: 6 }), fc.boolean(), async (parameters, begun) => {
      const by = browser()
      const away = begun
        ? new URL((await by.get(`${server.address}/auth/oidc/start`)).headers.get('location') ?? '')
        : null
      const sent = new URLSearchParams(parameters.map(([name, value]) => [name, value.toWellFormed()]))
      const state = away?.searchParams.get('state')
      if (state) sent.append('state', state)
      const response = await by.get(`${callback}?${sent}`)
      expect([400, 403, 502]).toContain(response.status)
      expect(response.headers.get('location')).toBeNull()
      expect(await response.text()).not.toMatch(/zq9|\bat .*\.ts|OAUTH_/)
    }),
    { numRuns: 60 },
  )
  for (const cookie of [
    'moat-sign-in=',
    `moat-sign-in=${'x'.repeat(43)}`,
    'moat-sign-in=;;;=',
    `a=${'b'.repeat(8000)}`,
  ])
    expect((await fetch(`${callback}?code=x&state=y`, { headers: { cookie } })).status).toBe(400)
  for (const path of ['/auth/oidc/start', '/auth/oidc/callback'])
    expect((await fetch(server.address + path, { method: 'POST', body: '{}' })).status).toBe(405)
  const db = dbOf(server.running.database.em.fork())
  expect(await db.selectFrom('identity').selectAll().execute()).toEqual([])
  expect((await server.signIn('owner@north.example')).data.signIn.__typename).toBe('Session')
})

test('sign-ins that are begun and left behind are swept', async () => {
  await using provider = await lyingProvider({})
  await using server = await testServer({ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: LIAR_CLIENT })
  const begin = () => fetch(`${server.address}/auth/oidc/start`, { redirect: 'manual' })
  const tickets = async () =>
    (await dbOf(server.running.database.em.fork()).selectFrom('sign_in_ticket').selectAll().execute()).length
  for (let count = 0; count < 5; count++) await begin()
  expect(await tickets()).toBe(5)
  server.wait(10 * 60_000)
  await begin()
  expect(await tickets()).toBe(1)
})

test('beginning over and over is limited as any request of an address', async () => {
  await using provider = await lyingProvider({})
  const limit = { RATE_LIMIT_PER_MINUTE: '5' }
  await using server = await testServer({ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: LIAR_CLIENT, ...limit })
  const statuses: number[] = []
  for (let count = 0; count < 8; count++)
    statuses.push((await fetch(`${server.address}/auth/oidc/start`, { redirect: 'manual' })).status)
  expect(statuses).toEqual([303, 303, 303, 303, 303, 429, 429, 429])
})
