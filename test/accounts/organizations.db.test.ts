import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeId } from '../../server/access/opaque-id.ts'
import type { Role } from '../../server/access/policy.ts'
import { createUser } from '../../server/accounts/create-user.ts'
import { dbOf } from '../../server/db/tables.ts'
import { emailOf, PASSWORD, type TestServer, testServer } from '../support/server.ts'
import { codeOf, STEP, setUp } from './authenticator.ts'
import { eventsOf } from './events-of.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server[Symbol.asyncDispose]())

/** Makes whoever has the address a member of a further organization. */
const join = (organizationId: number, email: string, role: Role) =>
  server.running.database.em
    .fork()
    .transactional(em => createUser(dbOf(em), organizationId, { email, name: 'x', role, passwordHash: '' }, Date.now()))

const mine = '{ viewer { email role organization { name } organizations { id name role current } } }'
const switchTo = 'mutation ($id: ID!) { switchOrganization(id: $id) { accessToken refreshToken } }'

test('somebody of two organizations sees both, with their role in each, and switches: one session ends, one opens', async () => {
  const north = await server.organization('North', 'OWNER')
  const south = await server.organization('South', 'OWNER')
  await join(south.id, emailOf('North', 'OWNER'), 'VIEWER')
  const before = (await server.ask(north.tokens.OWNER, mine)).data.viewer
  expect(before.organizations).toMatchObject([
    { name: 'North', role: 'OWNER', current: true },
    { name: 'South', role: 'VIEWER', current: false },
  ])
  const { data } = await server.ask(north.tokens.OWNER, switchTo, { id: before.organizations[1].id })
  const { accessToken } = data.switchOrganization
  expect((await server.ask(accessToken, mine)).data.viewer).toMatchObject({
    ...{ email: emailOf('North', 'OWNER'), role: 'VIEWER', organization: { name: 'South' } },
  })
  expect((await server.ask(north.tokens.OWNER, mine)).status).toBe(401)
  // A Viewer there: what an Owner may here is refused.
  expect((await server.ask(accessToken, '{ apiKeys { totalCount } }')).errors[0]?.extensions.code).toBe('FORBIDDEN')
  await expect.poll(async () => (await eventsOf(server, north.id)).includes('session.left')).toBe(true)
  expect((await eventsOf(server, south.id)).filter(each => each === 'session.opened')).toHaveLength(2)
})

test('an organization one is not in is answered like one that never existed', async () => {
  const east = await server.organization('East', 'OWNER')
  const west = await server.organization('West', 'OWNER')
  const answerTo = async (id: string) => {
    const { data, errors, status } = await server.ask(east.tokens.OWNER, switchTo, { id })
    return JSON.stringify([status, data, errors]).replaceAll(id, '…')
  }
  const missing = await answerTo(encodeId('Organization', 987_654, 987_654))
  expect(missing).toContain('NOT_FOUND')
  for (const id of [
    encodeId('Organization', west.id, west.id),
    encodeId('Organization', west.id, east.id),
    encodeId('Client', east.id, east.id),
    'nothing',
  ])
    expect(await answerTo(id), id).toBe(missing)
  expect((await server.ask(east.tokens.OWNER, mine)).status).toBe(200)
})

test('a sign-in names the organization; one of others is answered like a wrong password', async () => {
  const one = await server.organization('One', 'OWNER')
  const two = await server.organization('Two', 'OWNER')
  const email = emailOf('One', 'OWNER')
  await join(two.id, email, 'ANALYST')
  await server.organization('Three', 'OWNER')
  const signIn = async (organization: string) =>
    (
      await server.ask(
        null,
        `mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Session { accessToken } ... on InvalidCredentials { message } } }`,
        { input: { email, password: PASSWORD, organization } },
      )
    ).data.signIn
  const there = await signIn('Two')
  expect((await server.ask(there.accessToken, mine)).data.viewer.organization.name).toBe('Two')
  const wrong = (await server.signIn(email, 'not the password')).data.signIn
  expect(await signIn('Three')).toEqual(wrong)
  expect(await signIn('Nowhere')).toEqual(wrong)
  expect((await server.ask(one.tokens.OWNER, mine)).status).toBe(200)
})

test('signing out everywhere and a new password end sessions in every organization, and each log has it', async () => {
  const alpha = await server.organization('Alpha', 'OWNER')
  const beta = await server.organization('Beta', 'OWNER')
  const email = emailOf('Alpha', 'OWNER')
  await join(beta.id, email, 'MANAGER')
  const inBeta = async () => {
    const { accessToken } = (await server.signIn(email)).data.signIn
    const { organizations } = (await server.ask(accessToken, mine)).data.viewer
    const { data } = await server.ask(accessToken, switchTo, { id: organizations[1].id })
    return data.switchOrganization.accessToken as string
  }
  const [first, second] = [await inBeta(), await inBeta()]
  const all = await server.ask(alpha.tokens.OWNER, '{ viewer { sessions { nodes { organization } } } }')
  expect(all.data.viewer.sessions.nodes.map((each: { organization: string }) => each.organization).sort()).toEqual([
    ...['Alpha', 'Beta', 'Beta'],
  ])
  expect((await server.ask(alpha.tokens.OWNER, 'mutation { signOut(everywhere: true) }')).data.signOut).toBe(true)
  for (const token of [alpha.tokens.OWNER, first, second]) expect((await server.ask(token, mine)).status).toBe(401)
  const logs = await Promise.all([eventsOf(server, alpha.id), eventsOf(server, beta.id)])
  for (const log of logs) expect(log.filter(each => each === 'session.closed_everywhere')).toHaveLength(1)
  expect((await server.ask(beta.tokens.OWNER, mine)).status).toBe(200)
})

test('whoever’s role must have a second factor may set one up and nothing else, until they have', async () => {
  const { tokens } = await server.organization('Strict', 'OWNER', 'ANALYST')
  const policy = 'mutation ($value: JSON!) { setPolicy(key: "signIn", value: $value) { version } }'
  const refused = await server.ask(tokens.OWNER, policy, { value: { secondFactor: ['KING'] } })
  expect(refused.errors[0]?.extensions.code).toBe('INVALID_POLICY')
  await server.ask(tokens.OWNER, policy, { value: { secondFactor: ['ANALYST'] } })
  const state = '{ viewer { mustSetUpSecondFactor scopes } }'
  expect((await server.ask(tokens.OWNER, state)).data.viewer.mustSetUpSecondFactor).toBe(false)
  expect((await server.ask(tokens.ANALYST, state)).data.viewer).toEqual({ mustSetUpSecondFactor: true, scopes: [] })
  const { errors } = await server.ask(tokens.ANALYST, '{ clients { totalCount } }')
  expect(errors[0]).toMatchObject({
    extensions: { code: 'FORBIDDEN' },
    message: expect.stringContaining('second factor'),
  })
  const { secret } = await setUp(server, tokens.ANALYST, { password: PASSWORD, now: Date.now() })
  expect((await server.ask(tokens.ANALYST, state)).data.viewer.mustSetUpSecondFactor).toBe(false)
  expect((await server.ask(tokens.ANALYST, '{ clients { totalCount } }')).errors).toEqual([])
  const opened = await server.ask(
    null,
    'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { accessToken } } }',
    { input: { email: emailOf('Strict', 'ANALYST'), password: PASSWORD, code: codeOf(secret, Date.now() + STEP) } },
  )
  const method = '{ viewer { sessions { nodes { current method } } } }'
  expect((await server.ask(opened.data.signIn.accessToken, method)).data.viewer.sessions.nodes).toContainEqual({
    ...{ current: true, method: 'SECOND_FACTOR' },
  })
})

test('keys act in a role that must have a second factor only while their maker has one; other roles’ keys go on', async () => {
  const { tokens, id } = await server.organization('Keyed', 'OWNER', 'ADMIN')
  const create = 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }'
  const keyOf = async (token: string, input: object): Promise<string> =>
    (await server.ask(token, create, { input: { name: 'a key', ...input } })).data.createApiKey.secret
  const full = await keyOf(tokens.ADMIN, { role: 'ADMIN' })
  const narrow = await keyOf(tokens.ADMIN, { role: 'ADMIN', scopes: ['data:read'] })
  const service = await keyOf(tokens.ADMIN, { role: 'ANALYST' })
  const clients = '{ clients { totalCount } }'
  const state = '{ viewer { mustSetUpSecondFactor scopes apiKey { name } } }'
  const policy = 'mutation { setPolicy(key: "signIn", value: {secondFactor: ["ADMIN"]}) { version } }'
  expect((await server.ask(full, clients)).errors).toEqual([])
  expect((await server.ask(tokens.OWNER, policy)).errors).toEqual([])

  for (const stopped of [full, narrow]) {
    expect((await server.ask(stopped, state)).data.viewer).toMatchObject({ mustSetUpSecondFactor: true, scopes: [] })
    expect((await server.ask(stopped, clients)).errors[0]).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
      message: expect.stringMatching(/role of this key for a second factor, and whoever made the key has none; they/),
    })
  }
  const headers = { authorization: `Bearer ${full}` }
  const over = (path: string, init = {}) => fetch(`${server.address}${path}`, { headers, ...init })
  for (const refused of [
    await over('/audit/export.json'),
    await over('/uploads/clients', { method: 'POST', body: 'x' }),
  ]) {
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain('second factor')
  }
  expect((await server.ask(service, clients)).errors).toEqual([])
  expect((await server.ask(service, state)).data.viewer.mustSetUpSecondFactor).toBe(false)
  expect(await eventsOf(server, id)).toContain('access.refused')

  await setUp(server, tokens.ADMIN, { password: PASSWORD, now: Date.now() })
  expect((await server.ask(full, clients)).errors).toEqual([])
  expect((await server.ask(narrow, state)).data.viewer.scopes).toEqual(['data:read'])
})
