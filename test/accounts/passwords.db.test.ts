import { afterAll, beforeAll, expect, test } from 'vitest'
import { dbOf } from '../../server/db/tables.ts'
import { emailOf, PASSWORD, stillClock, type TestServer, testServer } from '../support/server.ts'
import { codeOf, STEP, setUp } from './authenticator.ts'
import { eventsOf } from './events-of.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer({}, stillClock())
})
afterAll(() => server[Symbol.asyncDispose]())

const change = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename
  ... on PasswordChanged { endedSessions } ... on WeakPassword { message } ... on TooManyAttempts { retryAfterSeconds } } }`
const me = '{ viewer { email } }'
const NEXT = 'tulip-harbour-9'

const changing = async (token: string, currentPassword: string, newPassword: string, code?: string) =>
  (await server.ask(token, change, { input: { currentPassword, newPassword, code } })).data.changePassword

test('a new password holds at once, ends the other sessions and is written down without being shown', async () => {
  const { id, tokens } = await server.organization('North', 'OWNER')
  const email = emailOf('North', 'OWNER')
  const other = (await server.signIn(email)).data.signIn
  expect((await changing(tokens.OWNER, 'not the password', NEXT)).__typename).toBe('InvalidCredentials')
  expect(await changing(tokens.OWNER, PASSWORD, NEXT)).toEqual({ __typename: 'PasswordChanged', endedSessions: 1 })
  expect((await server.ask(other.accessToken, me)).status).toBe(401)
  const refresh = 'mutation ($token: String!) { refreshSession(refreshToken: $token) { __typename } }'
  const refreshed = await server.ask(null, refresh, { token: other.refreshToken })
  expect(refreshed.data.refreshSession.__typename).toBe('InvalidRefreshToken')
  expect((await server.ask(tokens.OWNER, me)).status).toBe(200)
  expect((await server.signIn(email, PASSWORD)).data.signIn.__typename).toBe('InvalidCredentials')
  expect((await server.signIn(email, NEXT)).data.signIn.__typename).toBe('Session')
  expect(await eventsOf(server, id)).toContain('password.changed')
})

test('a password that is too short, common, or one’s own name is refused in so many words', async () => {
  const { tokens } = await server.organization('South Harbour', 'OWNER')
  const messageOf = async (password: string) => (await changing(tokens.OWNER, PASSWORD, password)).message
  expect(await messageOf('short')).toContain('5 characters')
  expect(await messageOf('password123')).toContain('common ones')
  expect(await messageOf('South-Harbour-2026')).toContain("the organization's")
  expect(await messageOf(emailOf('South Harbour', 'OWNER'))).toContain('the address')
  const { errors } = await server.ask(tokens.OWNER, change, {
    input: { currentPassword: PASSWORD, newPassword: PASSWORD },
  })
  expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
  expect((await server.signIn(emailOf('South Harbour', 'OWNER'))).data.signIn.__typename).toBe('Session')
})

test('whoever has a session but not the password is slowed down like somebody who signs in', async () => {
  const { id, tokens } = await server.organization('East', 'OWNER')
  for (let attempt = 0; attempt < 5; attempt++)
    expect((await changing(tokens.OWNER, `guess number ${attempt}`, NEXT)).__typename).toBe('InvalidCredentials')
  expect((await changing(tokens.OWNER, PASSWORD, NEXT)).retryAfterSeconds).toBeGreaterThan(20)
  await expect.poll(async () => (await eventsOf(server, id)).filter(each => each === 'account.refused').length).toBe(5)
  await expect.poll(async () => (await eventsOf(server, id)).filter(each => each === 'request.refused').length).toBe(1)
})

test('with a second factor, changing the password takes a code', async () => {
  const { tokens } = await server.organization('West', 'OWNER')
  const { secret } = await setUp(server, tokens.OWNER, { password: PASSWORD, now: server.now() })
  expect((await changing(tokens.OWNER, PASSWORD, NEXT)).__typename).toBe('MfaRequired')
  expect((await changing(tokens.OWNER, PASSWORD, NEXT, '000000')).__typename).toBe('InvalidCredentials')
  const code = codeOf(secret, server.now() + STEP)
  expect((await changing(tokens.OWNER, PASSWORD, NEXT, code)).__typename).toBe('PasswordChanged')
})

test('fifty attempts side by side let five through, at one server process or two', async () => {
  await server.organization('Many', 'OWNER')
  // Two processes share a database only on PostgreSQL; the embedded one belongs to one.
  const url = process.env.MOAT_TEST_DIALECT === 'postgresql' ? server.running.services.config.databaseUrl : null
  await using second = url === null ? null : await testServer({ DATABASE_URL: url }, server.now)
  const servers = second ? [server, second] : [server]
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, at) =>
      servers[at % servers.length]?.signIn(emailOf('Many', 'OWNER'), 'wrong wrong'),
    ),
  )
  const kinds = answers.map(answer => answer?.data.signIn.__typename)
  expect(kinds.filter(kind => kind === 'InvalidCredentials')).toHaveLength(5)
  expect(kinds.filter(kind => kind === 'TooManyAttempts')).toHaveLength(45)
})

test('failures of a day ago are forgotten, and make room for new ones', async () => {
  const attempts = () => dbOf(server.running.database.em.fork()).selectFrom('sign_in_attempt').selectAll().execute()
  await server.signIn('nobody@yesterday.example', 'wrong wrong')
  const before = await attempts()
  expect(before.length).toBeGreaterThan(0)
  server.wait(25 * 3_600_000)
  await server.signIn('nobody@today.example', 'wrong wrong')
  expect((await attempts()).length).toBe(Math.max(0, before.length - 10) + 1)
})
