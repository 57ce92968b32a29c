import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../server/access/policy.ts'
import { emailOf, type TestServer, testServer } from '../support/server.ts'
import { eventsOf } from './events-of.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server[Symbol.asyncDispose]())

const list = '{ users { totalCount nodes { id name email role secondFactor joinedAt } } }'
const change = 'mutation ($userId: ID!, $role: Role!) { changeRole(userId: $userId, role: $role) { name role } }'
const remove = 'mutation ($userId: ID!) { removeUser(userId: $userId) }'
const transfer = 'mutation ($userId: ID!) { transferOwnership(userId: $userId) { name role } }'

async function staffed<R extends Role>(name: string, ...roles: readonly R[]) {
  const { id, tokens } = await server.organization(name, ...roles)
  const { data } = await server.ask(tokens[roles[0] as R], list)
  const ids: Record<string, string> = {}
  for (const user of data.users.nodes) ids[user.role] = user.id
  const roleOf = async (token: string) => (await server.ask(token, '{ viewer { role } }')).data?.viewer.role
  return { id, tokens, ids: ids as Record<R, string>, roleOf }
}

const codeOf = async (token: string, document: string, variables: object) =>
  (await server.ask(token, document, variables)).errors[0]?.extensions.code

test('everybody sees who belongs to the organization; addresses and second factors only those who manage people', async () => {
  const { tokens } = await staffed('North', 'OWNER', 'ADMIN', 'VIEWER')
  const { data } = await server.ask(tokens.ADMIN, list)
  expect(data.users.totalCount).toBe(3)
  expect(data.users.nodes).toContainEqual({
    ...{ id: expect.any(String), name: 'VIEWER of North', email: emailOf('North', 'VIEWER'), role: 'VIEWER' },
    ...{ secondFactor: false, joinedAt: expect.any(String) },
  })
  const seen = await server.ask(tokens.VIEWER, list)
  expect(seen.data.users.nodes.map((user: { email: null }) => user.email)).toEqual([null, null, null])
  expect(seen.data.users.nodes.map((user: { secondFactor: null }) => user.secondFactor)).toEqual([null, null, null])
  expect(seen.errors.map(error => error.extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
})

test('a role changes at once, for open sessions too, and the log says from what to what', async () => {
  const { id, tokens, ids, roleOf } = await staffed('South', 'OWNER', 'VIEWER')
  const changed = await server.ask(tokens.OWNER, change, { userId: ids.VIEWER, role: 'ANALYST' })
  expect(changed.data.changeRole).toEqual({ name: 'VIEWER of South', role: 'ANALYST' })
  expect(await roleOf(tokens.VIEWER)).toBe('ANALYST')
  const log = await server.ask(
    tokens.OWNER,
    '{ auditEvents(filter: {action: "user.role_changed"}) { nodes { details } } }',
  )
  expect(log.data.auditEvents.nodes).toEqual([{ details: { before: 'VIEWER', after: 'ANALYST' } }])
  await server.ask(tokens.OWNER, change, { userId: ids.VIEWER, role: 'ANALYST' })
  expect((await eventsOf(server, id)).filter(each => each === 'user.role_changed')).toHaveLength(1)
})

test('nobody raises anybody, or themselves, above their own role, and an Admin does not touch an Owner', async () => {
  const { id, tokens, ids, roleOf } = await staffed('East', 'OWNER', 'ADMIN', 'MANAGER')
  expect(await codeOf(tokens.ADMIN, change, { userId: ids.MANAGER, role: 'OWNER' })).toBe('FORBIDDEN')
  expect(await codeOf(tokens.ADMIN, change, { userId: ids.ADMIN, role: 'OWNER' })).toBe('FORBIDDEN')
  expect(await codeOf(tokens.ADMIN, change, { userId: ids.OWNER, role: 'VIEWER' })).toBe('FORBIDDEN')
  expect(await codeOf(tokens.ADMIN, remove, { userId: ids.OWNER })).toBe('FORBIDDEN')
  expect(await codeOf(tokens.ADMIN, transfer, { userId: ids.ADMIN })).toBe('FORBIDDEN')
  expect(await codeOf(tokens.MANAGER, change, { userId: ids.MANAGER, role: 'ADMIN' })).toBe('FORBIDDEN')
  expect(await codeOf(tokens.MANAGER, remove, { userId: ids.ADMIN })).toBe('FORBIDDEN')
  expect([await roleOf(tokens.OWNER), await roleOf(tokens.ADMIN), await roleOf(tokens.MANAGER)]).toEqual([
    ...['OWNER', 'ADMIN', 'MANAGER'],
  ])
  // Each of the seven stands in the log.
  await expect.poll(async () => (await eventsOf(server, id)).filter(each => each === 'access.refused').length).toBe(7)
})

test('a key that is narrower than its role gives no role that may do more than the key', async () => {
  const { tokens, ids } = await staffed('Narrow', 'OWNER', 'VIEWER')
  const create = `mutation { createApiKey(input: {name: "k", role: ADMIN, scopes: ["data:read", "users:manage"]}) { secret } }`
  const { secret } = (await server.ask(tokens.OWNER, create)).data.createApiKey
  expect(await codeOf(secret, change, { userId: ids.VIEWER, role: 'ADMIN' })).toBe('FORBIDDEN')
  expect(await codeOf(secret, change, { userId: ids.VIEWER, role: 'ANALYST' })).toBe('FORBIDDEN')
  expect(await codeOf(secret, remove, { userId: ids.OWNER })).toBe('FORBIDDEN')
  const invite = 'mutation { inviteUser(email: "friend@narrow.example", role: ADMIN) { token } }'
  expect(await codeOf(secret, invite, {})).toBe('FORBIDDEN')
  expect(await codeOf(secret, change, { userId: ids.VIEWER, role: 'VIEWER' })).toBeUndefined()
})

test('the last Owner stays: neither lowered nor removed, by nobody, however many try at once', async () => {
  const { id, tokens, ids, roleOf } = await staffed('West', 'OWNER', 'ADMIN')
  expect(await codeOf(tokens.OWNER, change, { userId: ids.OWNER, role: 'ADMIN' })).toBe('BAD_USER_INPUT')
  expect(await codeOf(tokens.OWNER, remove, { userId: ids.OWNER })).toBe('BAD_USER_INPUT')
  expect(await codeOf(tokens.OWNER, change, { userId: ids.ADMIN, role: 'OWNER' })).toBeUndefined()
  // Two Owners lower each other and themselves side by side: one of them stays.
  await Promise.all([
    server.ask(tokens.OWNER, change, { userId: ids.OWNER, role: 'VIEWER' }),
    server.ask(tokens.ADMIN, change, { userId: ids.ADMIN, role: 'VIEWER' }),
    server.ask(tokens.ADMIN, remove, { userId: ids.OWNER }),
    server.ask(tokens.OWNER, remove, { userId: ids.ADMIN }),
  ])
  const left = await Promise.all([roleOf(tokens.OWNER), roleOf(tokens.ADMIN)])
  expect(left.filter(role => role === 'OWNER')).toHaveLength(1)
  expect(await eventsOf(server, id)).toContain('user.role_changed')
})

test('the ownership is handed over as one: the other is Owner, the former an Admin', async () => {
  const { id, tokens, ids, roleOf } = await staffed('Handed', 'OWNER', 'ANALYST')
  expect(await codeOf(tokens.OWNER, transfer, { userId: ids.OWNER })).toBe('BAD_USER_INPUT')
  const { data } = await server.ask(tokens.OWNER, transfer, { userId: ids.ANALYST })
  expect(data.transferOwnership).toEqual({ name: 'ANALYST of Handed', role: 'OWNER' })
  expect([await roleOf(tokens.OWNER), await roleOf(tokens.ANALYST)]).toEqual(['ADMIN', 'OWNER'])
  expect(await codeOf(tokens.OWNER, transfer, { userId: ids.OWNER })).toBe('FORBIDDEN')
  expect((await eventsOf(server, id)).filter(each => /owner|role/.test(each))).toEqual([
    ...['organization.owner_changed', 'user.role_changed', 'user.role_changed'],
  ])
})

test('whoever is removed is out at once: sessions, keys and open invitations end; what they did stays', async () => {
  const { id, tokens, ids } = await staffed('Out', 'OWNER', 'ADMIN')
  const key = (await server.ask(tokens.ADMIN, 'mutation { createApiKey(input: {name: "k"}) { secret } }')).data
    .createApiKey
  const invite = 'mutation { inviteUser(email: "friend@out.example", role: ADMIN) { token } }'
  const { token } = (await server.ask(tokens.ADMIN, invite)).data.inviteUser
  const offer = 'query ($token: String!) { invitation(token: $token) { role } }'
  expect((await server.ask(null, offer, { token })).data.invitation).toEqual({ role: 'ADMIN' })
  expect((await server.ask(tokens.OWNER, remove, { userId: ids.ADMIN })).data.removeUser).toBe(true)
  expect((await server.ask(tokens.ADMIN, '{ viewer { email } }')).status).toBe(401)
  expect((await server.ask(key.secret, '{ viewer { email } }')).status).toBe(401)
  expect((await server.signIn(emailOf('Out', 'ADMIN'))).data.signIn.__typename).toBe('InvalidCredentials')
  expect((await server.ask(null, offer, { token })).data.invitation).toBeNull()
  const log = await server.ask(tokens.OWNER, '{ auditEvents(filter: {action: "user.removed"}) { nodes { details } } }')
  expect(log.data.auditEvents.nodes[0].details).toMatchObject({ role: 'ADMIN', revokedKeys: 1, revokedInvitations: 1 })
  expect(await eventsOf(server, id)).toContain('api_key.created')
  const keys = await server.ask(tokens.OWNER, '{ apiKeys { nodes { revokedAt createdBy { name } } } }')
  expect(keys.data.apiKeys.nodes).toEqual([{ revokedAt: expect.any(String), createdBy: null }])
})

test('a person of another organization is answered like one who never existed', async () => {
  const one = await staffed('Here', 'OWNER', 'VIEWER')
  const two = await staffed('There', 'OWNER', 'VIEWER')
  for (const [document, variables] of [
    [change, { role: 'ADMIN' }],
    [remove, {}],
    [transfer, {}],
  ] as const) {
    const answer = async (userId: string) => {
      const { data, errors } = await server.ask(one.tokens.OWNER, document, { userId, ...variables })
      return JSON.stringify([data, errors])
    }
    expect(await answer(two.ids.VIEWER)).toBe(await answer('nothing'))
    expect(await answer('nothing')).toContain('NOT_FOUND')
  }
  expect(await two.roleOf(two.tokens.VIEWER)).toBe('VIEWER')
})
