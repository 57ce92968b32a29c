import { expect, test } from 'vitest'
import { dbOf } from '../../server/db/tables.ts'
import { eventually } from '../support/eventually.ts'
import { testServer } from '../support/server.ts'

const create = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
  secret apiKey { id name prefix role scopes createdBy { name } expiresAt lastUsedAt } } }`
const me = '{ viewer { scopes role apiKey { name } user { name } } }'

test('a key works as Bearer, X-API-Key and the password of Basic, and is shown once', async () => {
  await using server = await testServer()
  const { tokens } = await server.organization('North', 'OWNER')
  const { data } = await server.ask(tokens.OWNER, create, { input: { name: 'Power BI', role: 'VIEWER' } })
  const { secret, apiKey } = data.createApiKey
  expect(secret).toMatch(/^moat_[a-z0-9]{10}_[A-Za-z0-9_-]{43}$/)
  expect(apiKey).toMatchObject({ name: 'Power BI', role: 'VIEWER', lastUsedAt: null })
  const headers: Record<string, string>[] = [
    { authorization: `Bearer ${secret}` },
    { 'x-api-key': secret },
    { authorization: `Basic ${btoa(`anything:${secret}`)}` },
  ]
  for (const each of headers) {
    const response = await fetch(`${server.address}/graphql?query=${encodeURIComponent(me)}`, { headers: each })
    expect(await response.json()).toEqual({
      data: {
        viewer: {
          scopes: ['data:read'],
          role: 'VIEWER',
          apiKey: { name: 'Power BI' },
          user: { name: 'OWNER of North' },
        },
      },
    })
  }
  const stored = await dbOf(server.running.database.em.fork()).selectFrom('api_key').selectAll().execute()
  expect(JSON.stringify(stored)).not.toContain(secret.slice(-20))
  await eventually(async () => {
    const listed = await server.ask(tokens.OWNER, '{ apiKeys { totalCount nodes { lastUsedAt } } }')
    expect(listed.data.apiKeys).toEqual({ totalCount: 1, nodes: [{ lastUsedAt: expect.any(String) }] })
  })
})

test('a key can do no more than its scopes, its role and its maker', async () => {
  await using server = await testServer()
  const { tokens } = await server.organization('North', 'OWNER', 'ADMIN', 'ANALYST')
  const codeOf = async (token: string, input: object) =>
    (await server.ask(token, create, { input })).errors[0]?.extensions.code
  expect(await codeOf(tokens.ANALYST, { name: 'x' })).toBe('FORBIDDEN')
  expect(await codeOf(tokens.ADMIN, { name: 'x', role: 'OWNER' })).toBe('FORBIDDEN')
  expect(await codeOf(tokens.OWNER, { name: 'x', role: 'VIEWER', scopes: ['cost:read'] })).toBe('BAD_USER_INPUT')
  expect(await codeOf(tokens.OWNER, { name: 'x', scopes: ['everything'] })).toBe('BAD_USER_INPUT')
  // What such a key uploads would be stored, and the answer refused.
  expect(await codeOf(tokens.OWNER, { name: 'x', role: 'ANALYST', scopes: ['data:write'] })).toBe('BAD_USER_INPUT')
  expect(await codeOf(tokens.OWNER, { name: ' ' })).toBe('BAD_USER_INPUT')
  expect(await codeOf(tokens.OWNER, { name: 'x', expiresAt: '2020-01-01T00:00:00Z' })).toBe('BAD_USER_INPUT')

  const narrow = { name: 'n', role: 'ANALYST', scopes: ['data:read', 'cost:read'] }
  const { secret } = (await server.ask(tokens.ADMIN, create, { input: narrow })).data.createApiKey
  expect((await server.ask(secret, me)).data.viewer.scopes).toEqual(['data:read', 'cost:read'])
  const admins = await server.ask(tokens.ADMIN, '{ viewer { user { id } } }')
  expect(admins.errors).toEqual([])
  // Whoever loses a right takes it from their keys as well.
  await dbOf(server.running.database.em.fork())
    .updateTable('membership')
    .set({ role: 'VIEWER' })
    .where('role', '=', 'ADMIN')
    .execute()
  expect((await server.ask(secret, me)).data.viewer.scopes).toEqual(['data:read'])
})

test('a key has no role above its maker, however few its scopes', async () => {
  await using server = await testServer()
  const { tokens } = await server.organization('North', 'OWNER', 'ADMIN')
  const scopes = ['data:read', 'reviews:decide']
  const created = (token: string, role: string) => server.ask(token, create, { input: { name: 'n', role, scopes } })
  expect((await created(tokens.ADMIN, 'OWNER')).errors[0]?.extensions.code).toBe('FORBIDDEN')
  const { secret } = (await created(tokens.OWNER, 'OWNER')).data.createApiKey
  const admins = (await created(tokens.ADMIN, 'ANALYST')).data.createApiKey.secret
  const roleOf = async (key: string) => (await server.ask(key, me)).data.viewer.role
  expect([await roleOf(secret), await roleOf(admins)]).toEqual(['OWNER', 'ANALYST'])
  // Whoever is an Owner no more decides as none with the keys of then.
  await dbOf(server.running.database.em.fork()).updateTable('membership').set({ role: 'ADMIN' }).execute()
  expect([await roleOf(secret), await roleOf(admins)]).toEqual(['ADMIN', 'ANALYST'])
})

test('a key ends by its date, and at once when it is revoked', async () => {
  await using server = await testServer()
  const { tokens } = await server.organization('North', 'OWNER')
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const timed = (await server.ask(tokens.OWNER, create, { input: { name: 't', expiresAt } })).data.createApiKey
  const plain = (await server.ask(tokens.OWNER, create, { input: { name: 'p' } })).data.createApiKey
  const statusOf = async (secret: string) => (await server.ask(secret, me)).status
  expect([await statusOf(timed.secret), await statusOf(plain.secret)]).toEqual([200, 200])
  server.wait(2 * 3_600_000)
  expect([await statusOf(timed.secret), await statusOf(plain.secret)]).toEqual([401, 200])
  const fresh = (await server.signIn('owner@north.example')).data.signIn.accessToken
  const revoke = 'mutation ($id: ID!) { revokeApiKey(id: $id) { revokedAt } }'
  const { data } = await server.ask(fresh, revoke, { id: plain.apiKey.id })
  expect(data.revokeApiKey.revokedAt).toEqual(expect.any(String))
  expect(await statusOf(plain.secret)).toBe(401)
  expect((await server.ask(fresh, revoke, { id: 'nothing' })).errors[0]?.extensions.code).toBe('NOT_FOUND')
})
