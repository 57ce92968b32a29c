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

const invite = `mutation ($email: String!, $role: Role!) { inviteUser(email: $email, role: $role) {
  token path invitation { id email role state expiresAt invitedBy { name } } } }`
const offer = 'query ($token: String!) { invitation(token: $token) { organization role email expiresAt } }'
const accept = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) {
  __typename ... on Session { accessToken } ... on InvalidInvitation { message } ... on WeakPassword { message } ... on InvalidCredentials { message } } }`
const revoke = 'mutation ($id: ID!) { revokeInvitation(id: $id) { state } }'
const NEW = 'tulip-harbour-9'
const me = '{ viewer { email role organization { name } user { name } organizations { name } } }'

const inviting = async (token: string, email: string, role = 'ANALYST') =>
  (await server.ask(token, invite, { email, role })).data?.inviteUser
const accepting = async (token: string, more: { name?: string; password?: string; code?: string } = {}) =>
  (await server.ask(null, accept, { input: { token, name: 'Nora New', password: NEW, ...more } })).data.acceptInvitation

test('an invitation shows its link once, tells whoever has it where it leads, and makes a new person a member', async () => {
  const { id, tokens } = await server.organization('North', 'OWNER', 'ADMIN')
  const { token, path, invitation } = await inviting(tokens.ADMIN, ' Nora@New.Example ')
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(path).toBe(`/#invitation=${token}`)
  expect(invitation).toMatchObject({
    email: 'nora@new.example',
    role: 'ANALYST',
    state: 'OPEN',
    invitedBy: { name: 'ADMIN of North' },
  })
  const days = (Date.parse(invitation.expiresAt) - server.now()) / 86_400_000
  expect(days).toBeCloseTo(7, 1)
  expect((await server.ask(null, offer, { token })).data.invitation).toMatchObject({
    ...{ organization: 'North', role: 'ANALYST', email: 'nora@new.example' },
  })
  const session = await accepting(token)
  expect(session.__typename).toBe('Session')
  expect((await server.ask(session.accessToken, me)).data.viewer).toEqual({
    ...{ email: 'nora@new.example', role: 'ANALYST', organization: { name: 'North' }, user: { name: 'Nora New' } },
    organizations: [{ name: 'North' }],
  })
  expect((await server.signIn('nora@new.example', NEW)).data.signIn.__typename).toBe('Session')
  const { data } = await server.ask(tokens.OWNER, '{ invitations { totalCount nodes { state acceptedAt } } }')
  expect(data.invitations).toEqual({ totalCount: 1, nodes: [{ state: 'ACCEPTED', acceptedAt: expect.any(String) }] })
  expect((await eventsOf(server, id)).filter(each => each.startsWith('invitation'))).toEqual([
    ...['invitation.created', 'invitation.accepted'],
  ])
  const rows = await dbOf(server.running.database.em.fork()).selectFrom('invitation').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('somebody with an account shows its password, and code, and keeps name and password', async () => {
  const north = await server.organization('Old North', 'OWNER')
  const south = await server.organization('Old South', 'OWNER')
  const email = emailOf('Old North', 'OWNER')
  const { secret } = await setUp(server, north.tokens.OWNER, { password: PASSWORD, now: server.now() })
  const { token } = await inviting(south.tokens.OWNER, email, 'VIEWER')
  expect((await accepting(token)).__typename).toBe('InvalidCredentials')
  expect((await accepting(token, { password: PASSWORD })).__typename).toBe('MfaRequired')
  expect((await accepting(token, { password: PASSWORD, code: '000000' })).__typename).toBe('InvalidCredentials')
  const code = codeOf(secret, server.now() + STEP)
  const session = await accepting(token, { password: PASSWORD, code })
  expect(session.__typename).toBe('Session')
  expect((await server.ask(session.accessToken, me)).data.viewer).toMatchObject({
    ...{ email, role: 'VIEWER', organization: { name: 'Old South' }, user: { name: 'OWNER of Old North' } },
    organizations: [{ name: 'Old North' }, { name: 'Old South' }],
  })
})

test('guesses at the password of an account through its invitation are slowed down like at sign-in', async () => {
  const { id, tokens } = await server.organization('Guess', 'OWNER')
  await server.organization('Guessed', 'OWNER')
  const { token } = await inviting(tokens.OWNER, emailOf('Guessed', 'OWNER'))
  for (let attempt = 0; attempt < 5; attempt++)
    expect((await accepting(token, { password: `guess number ${attempt}` })).__typename).toBe('InvalidCredentials')
  expect((await accepting(token, { password: PASSWORD })).__typename).toBe('TooManyAttempts')
  expect((await server.signIn(emailOf('Guessed', 'OWNER'))).data.signIn.__typename).toBe('TooManyAttempts')
  await expect
    .poll(async () => (await eventsOf(server, id)).filter(each => each === 'invitation.refused').length)
    .toBe(5)
  await expect.poll(async () => (await eventsOf(server, id)).filter(each => each === 'request.refused').length).toBe(1)
})

test('a token that is wrong, used, revoked, replaced, expired, or of an inviter who has left is one and the same answer', async () => {
  const { tokens } = await server.organization('Same', 'OWNER', 'ADMIN')
  const used = await inviting(tokens.OWNER, 'used@same.example')
  await accepting(used.token)
  const revoked = await inviting(tokens.OWNER, 'revoked@same.example')
  expect((await server.ask(tokens.OWNER, revoke, { id: revoked.invitation.id })).data.revokeInvitation.state).toBe(
    'REVOKED',
  )
  const replaced = await inviting(tokens.OWNER, 'twice@same.example')
  const newer = await inviting(tokens.OWNER, 'twice@same.example')
  const left = await inviting(tokens.ADMIN, 'left@same.example', 'ADMIN')
  const { data } = await server.ask(tokens.OWNER, '{ users { nodes { id role } } }')
  const admin = data.users.nodes.find((user: { role: string }) => user.role === 'ADMIN')
  // Not removed, only lowered: whoever may not give the role any more has not given it.
  await server.ask(tokens.OWNER, 'mutation ($id: ID!) { changeRole(userId: $id, role: VIEWER) { role } }', {
    id: admin.id,
  })

  const wrong = 'x'.repeat(43)
  const expected = await accepting(wrong)
  expect(expected.__typename).toBe('InvalidInvitation')
  for (const token of [used.token, revoked.token, replaced.token, left.token, '']) {
    expect(await accepting(token)).toEqual(expected)
    expect((await server.ask(null, offer, { token })).data).toEqual({ invitation: null })
  }
  server.wait(7 * 86_400_000)
  expect(await accepting(newer.token)).toEqual(expected)
  const rows = await dbOf(server.running.database.em.fork()).selectFrom('user_account').select('email').execute()
  const made = rows.filter(row => /^(revoked|twice|left)@same/.test(row.email))
  expect(made).toEqual([])
})

test('an invitation is accepted once, however many try at once', async () => {
  const { tokens } = await server.organization('Once', 'OWNER')
  const { token } = await inviting(tokens.OWNER, 'once@once.example')
  const answers = await Promise.all(Array.from({ length: 5 }, () => accepting(token)))
  const kinds = answers.map(answer => answer.__typename)
  expect(kinds.filter(kind => kind === 'Session')).toHaveLength(1)
  expect(kinds.filter(kind => kind === 'InvalidInvitation').length).toBe(4)
})

test('a weak password is refused before it is looked up who has an account, so that the answer tells nothing', async () => {
  const { tokens } = await server.organization('Weak', 'OWNER')
  await server.organization('Known', 'OWNER')
  const known = await inviting(tokens.OWNER, emailOf('Known', 'OWNER'))
  const unknown = await inviting(tokens.OWNER, 'nobody@unknown.example')
  const answer = await accepting(known.token, { password: 'password1' })
  expect(answer.__typename).toBe('WeakPassword')
  expect(await accepting(unknown.token, { password: 'password1' })).toEqual(answer)
  const offers = await Promise.all(
    [known, unknown].map(async each => (await server.ask(null, offer, { token: each.token })).data.invitation),
  )
  expect(Object.keys(offers[0])).toEqual(Object.keys(offers[1]))
})

test('nobody invites to more than they may do, nor somebody who is there, nor what is no address', async () => {
  const { tokens } = await server.organization('Rules', 'OWNER', 'ADMIN', 'MANAGER')
  const codeOf = async (token: string, email: string, role: string) =>
    (await server.ask(token, invite, { email, role })).errors[0]?.extensions.code
  expect(await codeOf(tokens.ADMIN, 'a@rules.example', 'OWNER')).toBe('FORBIDDEN')
  expect(await codeOf(tokens.MANAGER, 'a@rules.example', 'VIEWER')).toBe('FORBIDDEN')
  expect(await codeOf(tokens.ADMIN, emailOf('Rules', 'OWNER'), 'VIEWER')).toBe('BAD_USER_INPUT')
  expect(await codeOf(tokens.ADMIN, 'nonsense', 'VIEWER')).toBe('BAD_USER_INPUT')
  expect(await codeOf(tokens.OWNER, 'a@rules.example', 'OWNER')).toBeUndefined()
  const other = await server.organization('Else', 'OWNER')
  const { data } = await server.ask(tokens.OWNER, '{ invitations { nodes { id } } }')
  const foreign = await server.ask(other.tokens.OWNER, revoke, { id: data.invitations.nodes[0].id })
  const missing = await server.ask(other.tokens.OWNER, revoke, { id: 'nothing' })
  expect(foreign.errors).toEqual(missing.errors)
  expect(missing.errors[0]?.extensions.code).toBe('NOT_FOUND')
})
