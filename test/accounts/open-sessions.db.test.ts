import { afterAll, beforeAll, expect, test } from 'vitest'
import { refreshSession } from '../../server/accounts/refresh-session.ts'
import { forgetSessions } from '../../server/accounts/sessions/forget-sessions.ts'
import { withoutTenant } from '../../server/db/row-level-security/tenant-scope.ts'
import { dbOf } from '../../server/db/tables.ts'
import { createWriteGate } from '../../server/db/write-gate.ts'
import { emailOf, PASSWORD, stillClock, type TestServer, testServer } from '../support/server.ts'
import { eventsOf } from './events-of.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer({}, stillClock())
})
afterAll(() => server[Symbol.asyncDispose]())

const list = `{ viewer { sessions { totalCount nodes { id current organization openedAt lastUsedAt expiresAt method address userAgent } } } }`
const end = 'mutation ($id: ID!) { endSession(id: $id) }'
const refresh = `mutation ($token: String!) { refreshSession(refreshToken: $token) { __typename ... on Session { accessToken refreshToken } } }`
const me = '{ viewer { email } }'

async function signInAs(email: string, userAgent: string) {
  const response = await fetch(`${server.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': userAgent },
    body: JSON.stringify({
      query:
        'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { accessToken refreshToken } } }',
      variables: { input: { email, password: PASSWORD } },
    }),
  })
  return (await response.json()).data.signIn as { accessToken: string; refreshToken: string }
}

test('one’s sessions are listed with what one knows them by, this one first among equals, and can be ended one by one', async () => {
  const { id, tokens } = await server.organization('North', 'OWNER', 'ADMIN')
  const phone = await signInAs(emailOf('North', 'OWNER'), 'Phone/1.0')
  const { data } = await server.ask(tokens.OWNER, list)
  expect(data.viewer.sessions.totalCount).toBe(2)
  const shown = data.viewer.sessions.nodes.find((each: { userAgent: string }) => each.userAgent === 'Phone/1.0')
  expect(shown).toMatchObject({ current: false, organization: 'North', method: 'PASSWORD', address: '127.0.0.1' })
  expect(data.viewer.sessions.nodes.filter((each: { current: boolean }) => each.current)).toHaveLength(1)

  // Nobody ends what is somebody else's: it is answered like what never existed.
  expect((await server.ask(tokens.ADMIN, end, { id: shown.id })).data.endSession).toBe(false)
  expect((await server.ask(tokens.ADMIN, end, { id: 'nothing' })).data.endSession).toBe(false)
  expect((await server.ask(phone.accessToken, me)).status).toBe(200)
  expect((await server.ask(tokens.OWNER, end, { id: shown.id })).data.endSession).toBe(true)
  expect((await server.ask(phone.accessToken, me)).status).toBe(401)
  expect((await server.ask(null, refresh, { token: phone.refreshToken })).data.refreshSession.__typename).toBe(
    'InvalidRefreshToken',
  )
  expect((await server.ask(tokens.OWNER, end, { id: shown.id })).data.endSession).toBe(false)
  expect((await server.ask(tokens.OWNER, list)).data.viewer.sessions.totalCount).toBe(1)
  expect((await eventsOf(server, id)).filter(action => action === 'session.closed')).toHaveLength(1)
})

test('tabs that refresh with the same token at the same instant get the same session and are not signed out', async () => {
  await server.organization('East', 'OWNER')
  const { refreshToken } = await signInAs(emailOf('East', 'OWNER'), 'Tabs/1.0')
  const { accounts } = server.running.services
  // Gates of their own: as processes that know nothing of each other.
  const processes = Array.from({ length: 8 }, () => ({ ...accounts, gate: createWriteGate() }))
  const exchanged = await withoutTenant('signing in', () =>
    Promise.all(processes.map(each => refreshSession(each, refreshToken, server.now()))),
  )
  expect(new Set(exchanged.map(tokens => tokens?.refreshToken)).size).toBe(1)
  expect((await server.ask(exchanged[7]?.accessToken ?? null, me)).data.viewer.email).toBe(emailOf('East', 'OWNER'))
  const next = await server.ask(null, refresh, { token: exchanged[0]?.refreshToken })
  expect(next.data.refreshSession.__typename).toBe('Session')
})

const exchange = async (token: string) => (await server.ask(null, refresh, { token })).data.refreshSession

test('a token that comes again within seconds is answered with the one that took its place, later it ends the session', async () => {
  const { id } = await server.organization('West', 'OWNER')
  const { refreshToken } = await signInAs(emailOf('West', 'OWNER'), 'Train/1.0')
  const first = await exchange(refreshToken)
  server.wait(9_000)
  const again = await exchange(refreshToken)
  expect(again.refreshToken).toBe(first.refreshToken)
  expect((await server.ask(again.accessToken, me)).status).toBe(200)
  // Being answered again does not begin the seconds anew.
  server.wait(2_000)
  expect(await exchange(refreshToken)).toEqual({ __typename: 'InvalidRefreshToken' })
  for (const token of [first.accessToken, again.accessToken]) expect((await server.ask(token, me)).status).toBe(401)
  expect(await eventsOf(server, id)).toContain('session.reuse_detected')
})

test('a token whose successor was used ends the session at once, however soon', async () => {
  const { id } = await server.organization('Northwest', 'OWNER')
  const { refreshToken } = await signInAs(emailOf('Northwest', 'OWNER'), 'Thief/1.0')
  const second = await exchange((await exchange(refreshToken)).refreshToken)
  expect(second.__typename).toBe('Session')
  expect(await exchange(refreshToken)).toEqual({ __typename: 'InvalidRefreshToken' })
  expect((await server.ask(second.accessToken, me)).status).toBe(401)
  expect(await eventsOf(server, id)).toContain('session.reuse_detected')
})

test('a thief who exchanges a token within the seconds of its owner is found out when both go on', async () => {
  const { id } = await server.organization('Southeast', 'OWNER')
  const { refreshToken } = await signInAs(emailOf('Southeast', 'OWNER'), 'Thief/2.0')
  const [thief, owner] = [await exchange(refreshToken), await exchange(refreshToken)]
  server.wait(14 * 60_000)
  const goneOn = await exchange(thief.refreshToken)
  expect(goneOn.__typename).toBe('Session')
  server.wait(60_000)
  expect(await exchange(owner.refreshToken)).toEqual({ __typename: 'InvalidRefreshToken' })
  expect((await server.ask(goneOn.accessToken, me)).status).toBe(401)
  expect(await eventsOf(server, id)).toContain('session.reuse_detected')
})

test('a session that has ended answers no token again', async () => {
  await server.organization('Southwest', 'OWNER')
  const { refreshToken } = await signInAs(emailOf('Southwest', 'OWNER'), 'Door/1.0')
  const { accessToken } = await exchange(refreshToken)
  await server.ask(accessToken, 'mutation { signOut }')
  expect(await exchange(refreshToken)).toEqual({ __typename: 'InvalidRefreshToken' })
})

test('a session that was used shows when', async () => {
  await server.organization('Used', 'OWNER')
  const { refreshToken } = await signInAs(emailOf('Used', 'OWNER'), 'Clock/1.0')
  server.wait(10 * 60_000)
  const { accessToken } = (await server.ask(null, refresh, { token: refreshToken })).data.refreshSession
  const { data } = await server.ask(accessToken, list)
  const [session] = data.viewer.sessions.nodes.filter((each: { current: boolean }) => each.current)
  const [opened, used] = [Date.parse(session.openedAt), Date.parse(session.lastUsedAt)]
  expect(used - opened).toBeGreaterThanOrEqual(10 * 60_000)
})

test('where a session was is forgotten when it ends, and the session a month later', async () => {
  await server.organization('South', 'OWNER')
  const email = emailOf('South', 'OWNER')
  const { accessToken } = await signInAs(email, 'Tablet/2.0')
  const rows = () =>
    dbOf(server.running.database.em.fork())
      .selectFrom('session as s')
      .innerJoin('user_account as u', 'u.id', 's.user_id')
      .where('u.email', '=', email)
      .select(['s.address', 's.user_agent', 's.revoked_at'])
      .execute()
  expect(await rows()).toContainEqual({ address: '127.0.0.1', user_agent: 'Tablet/2.0', revoked_at: null })
  await server.ask(accessToken, 'mutation { signOut }')
  expect(await rows()).toContainEqual({ address: null, user_agent: null, revoked_at: expect.any(Number) })
  // One that is never used again runs out instead.
  await signInAs(email, 'Lost/3.0')
  const { id: organization } = await dbOf(server.running.database.em.fork())
    .selectFrom('organization')
    .select('id')
    .where('name', '=', 'South')
    .executeTakeFirstOrThrow()
  const forget = (days: number) =>
    forgetSessions(dbOf(server.running.database.em.fork()), organization, server.now() + days * 86_400_000)
  expect(await forget(15)).toBe(0)
  expect((await rows()).filter(row => row.address !== null)).toEqual([])
  expect((await rows()).length).toBeGreaterThan(2)
  expect(await forget(46)).toBeGreaterThan(2)
  expect(await rows()).toEqual([])
})
