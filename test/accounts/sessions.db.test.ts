import { expect, test } from 'vitest'
import { dbOf } from '../../server/db/tables.ts'
import { eventually } from '../support/eventually.ts'
import { emailOf, stillClock, type TestServer, testServer } from '../support/server.ts'

const MINUTE = 60_000
const me = '{ viewer { email } }'
const refresh = `mutation ($token: String!) { refreshSession(refreshToken: $token) {
  __typename ... on Session { accessToken refreshToken } ... on InvalidRefreshToken { message } } }`

const events = async (server: TestServer, organization: number) =>
  (
    await dbOf(server.running.database.em.fork())
      .selectFrom('audit_event')
      .select('action')
      .where('organization_id', '=', organization)
      .orderBy('seq')
      .execute()
  ).map(event => event.action)

test('a session opens with the password and is refused with another, in the same words as an unknown address', async () => {
  await using server = await testServer()
  const { id } = await server.organization('North', 'OWNER')
  const right = (await server.signIn('  Owner@North.Example ')).data.signIn
  expect(right.__typename).toBe('Session')
  expect((await server.ask(right.accessToken, me)).data.viewer.email).toBe('owner@north.example')
  const wrong = (await server.signIn('owner@north.example', 'not the password')).data.signIn
  const unknown = (await server.signIn('nobody@north.example', 'not the password')).data.signIn
  expect(wrong).toEqual(unknown)
  expect(wrong.__typename).toBe('InvalidCredentials')
  await eventually(async () => expect(await events(server, id)).toContain('session.refused'))
  expect(await events(server, id)).toContain('session.opened')
})

test('five failures slow an address down, whether or not it has an account; the wait ends', async () => {
  await using server = await testServer({}, stillClock())
  await server.organization('North', 'OWNER')
  for (const email of ['owner@north.example', 'nobody@north.example']) {
    for (let attempt = 0; attempt < 5; attempt++)
      expect((await server.signIn(email, 'wrong wrong')).data.signIn.__typename).toBe('InvalidCredentials')
    const slowed = (await server.signIn(email)).data.signIn
    expect(slowed.__typename).toBe('TooManyAttempts')
    expect(slowed.retryAfterSeconds).toBeGreaterThan(20)
    expect(slowed.retryAfterSeconds).toBeLessThanOrEqual(30)
  }
  server.wait(MINUTE)
  expect((await server.signIn('owner@north.example')).data.signIn.__typename).toBe('Session')
  // A success forgets the failures.
  expect((await server.signIn('owner@north.example', 'wrong wrong')).data.signIn.__typename).toBe('InvalidCredentials')
})

test('attempts while an address waits stand in the log of its organization, so many a minute as one entry', async () => {
  await using server = await testServer({}, stillClock())
  const { id } = await server.organization('North', 'OWNER')
  for (let attempt = 0; attempt < 9; attempt++) await server.signIn('owner@north.example', 'wrong wrong')
  const refused = () => dbOf(server.running.database.em.fork()).selectFrom('audit_event').selectAll()
  const waiting = async () =>
    (await refused().where('organization_id', '=', id).where('action', '=', 'request.refused').execute()).map(
      ({ details, actor_id }) => [JSON.parse(details), actor_id],
    )
  await expect.poll(waiting).toEqual([[{ code: 'TOO_MANY_ATTEMPTS', times: 1 }, null]])
})

test('attempts side by side count like attempts one by one', async () => {
  await using server = await testServer({}, stillClock())
  await server.organization('North', 'OWNER')
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => server.signIn('owner@north.example', 'wrong wrong')),
  )
  const kinds = answers.map(answer => answer.data.signIn.__typename)
  expect(kinds.filter(kind => kind === 'InvalidCredentials')).toHaveLength(5)
  expect(kinds.filter(kind => kind === 'TooManyAttempts')).toHaveLength(3)
})

test('an access token expires, a refresh token brings new ones, once', async () => {
  await using server = await testServer()
  await server.organization('North', 'OWNER')
  const first = (await server.signIn(emailOf('North', 'OWNER'))).data.signIn
  server.wait(16 * MINUTE)
  expect((await server.ask(first.accessToken, me)).status).toBe(401)
  const second = (await server.ask(null, refresh, { token: first.refreshToken })).data.refreshSession
  expect(second.__typename).toBe('Session')
  expect((await server.ask(second.accessToken, me)).data.viewer.email).toBe('owner@north.example')
  for (const token of ['', 'nonsense', first.accessToken, second.refreshToken.slice(0, -2)])
    expect((await server.ask(null, refresh, { token })).data.refreshSession.__typename).toBe('InvalidRefreshToken')
})

test('a refresh token used twice ends its session, and that is written down', async () => {
  await using server = await testServer()
  const { id } = await server.organization('North', 'OWNER')
  const first = (await server.signIn(emailOf('North', 'OWNER'))).data.signIn
  const second = (await server.ask(null, refresh, { token: first.refreshToken })).data.refreshSession
  server.wait(11_000)
  const again = (await server.ask(null, refresh, { token: first.refreshToken })).data.refreshSession
  expect(again.__typename).toBe('InvalidRefreshToken')
  expect((await server.ask(second.accessToken, me)).status).toBe(401)
  const stolen = (await server.ask(null, refresh, { token: second.refreshToken })).data.refreshSession
  expect(stolen.__typename).toBe('InvalidRefreshToken')
  expect(await events(server, id)).toContain('session.reuse_detected')
})

test('a refresh token is kept hashed', async () => {
  await using server = await testServer()
  await server.organization('North', 'OWNER')
  const { refreshToken } = (await server.signIn(emailOf('North', 'OWNER'))).data.signIn
  const rows = await dbOf(server.running.database.em.fork()).selectFrom('session').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(refreshToken)
})

test('signing out ends this session; everywhere ends every one of the user, and nobody else’s', async () => {
  await using server = await testServer()
  const { tokens } = await server.organization('North', 'OWNER', 'ADMIN')
  const email = emailOf('North', 'OWNER')
  const [one, two, three] = [
    (await server.signIn(email)).data.signIn.accessToken,
    (await server.signIn(email)).data.signIn.accessToken,
    (await server.signIn(email)).data.signIn.accessToken,
  ]
  expect((await server.ask(one, 'mutation { signOut }')).data).toEqual({ signOut: true })
  expect((await server.ask(one, me)).status).toBe(401)
  expect((await server.ask(two, me)).status).toBe(200)
  expect((await server.ask(two, 'mutation { signOut(everywhere: true) }')).data).toEqual({ signOut: true })
  expect((await server.ask(three, me)).status).toBe(401)
  expect((await server.ask(tokens.ADMIN, me)).status).toBe(200)
  expect((await server.ask(null, 'mutation { signOut }')).data).toEqual({ signOut: false })
})
