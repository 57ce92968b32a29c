import { afterAll, beforeAll, expect, test } from 'vitest'
import { dbOf } from '../../server/db/tables.ts'
import { emailOf, PASSWORD, stillClock, type TestServer, testServer } from '../support/server.ts'
import { codeOf, confirm, STEP, setUp, signInWith, start } from './authenticator.ts'
import { eventsOf } from './events-of.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer({}, stillClock())
})
afterAll(() => server[Symbol.asyncDispose]())

const now = () => server.now()
const wait = (milliseconds: number) => server.wait(milliseconds)
const db = () => dbOf(server.running.database.em.fork())
const signIn = async (email: string, code?: string, password = PASSWORD) =>
  (await server.ask(null, signInWith, { input: { email, password, code } })).data.signIn
const me = '{ viewer { email } }'

/** An organization with an Owner who has a second factor; the next code is one that was not used yet. */
async function withSecondFactor(name: string) {
  const { id, tokens } = await server.organization(name, 'OWNER')
  const { secret, backupCodes } = await setUp(server, tokens.OWNER, { password: PASSWORD, now: now() })
  wait(2 * STEP)
  return { id, token: tokens.OWNER, email: emailOf(name, 'OWNER'), secret, backupCodes }
}

test('a second factor is begun with the password, shown once, and asked for only after a first code of it', async () => {
  const { id, tokens } = await server.organization('Begun', 'OWNER')
  const email = emailOf('Begun', 'OWNER')
  const ask = async (password: string) => (await server.ask(tokens.OWNER, start, { password })).data.startSecondFactor
  expect((await ask('not the password')).__typename).toBe('InvalidCredentials')
  const begun = await ask(PASSWORD)
  expect(begun).toMatchObject({ __typename: 'SecondFactorSecret', secret: expect.stringMatching(/^[A-Z2-7]{32}$/) })
  expect(begun.uri).toContain(`secret=${begun.secret}`)
  expect((await signIn(email)).__typename).toBe('Session')

  const wrong = (await server.ask(tokens.OWNER, confirm, { code: '000000' })).data.confirmSecondFactor
  expect(wrong.__typename).toBe('InvalidCredentials')
  const code = codeOf(begun.secret, now())
  const right = (await server.ask(tokens.OWNER, confirm, { code })).data.confirmSecondFactor
  expect(right.codes).toHaveLength(10)
  expect((await signIn(email)).__typename).toBe('MfaRequired')
  const { errors } = await server.ask(tokens.OWNER, start, { password: PASSWORD })
  expect(errors[0]?.message).toContain('there is one already')
  const state = '{ viewer { secondFactor { since backupCodesLeft } } }'
  expect((await server.ask(tokens.OWNER, state)).data.viewer.secondFactor).toMatchObject({ backupCodesLeft: 10 })
  expect((await eventsOf(server, id)).filter(action => action.startsWith('second_factor'))).toEqual([
    'second_factor.started',
    'second_factor.turned_on',
  ])
})

test('turning it on ends the sessions that were opened without it, but not this one', async () => {
  const { tokens } = await server.organization('Others', 'OWNER')
  const other = await signIn(emailOf('Others', 'OWNER'))
  await setUp(server, tokens.OWNER, { password: PASSWORD, now: now() })
  expect((await server.ask(other.accessToken, me)).status).toBe(401)
  expect((await server.ask(tokens.OWNER, me)).status).toBe(200)
})

test('a sign-in takes the code, once, and a code is asked for only of those who have the password', async () => {
  const { email, secret } = await withSecondFactor('Codes')
  expect((await signIn(email, undefined, 'not the password')).__typename).toBe('InvalidCredentials')
  expect((await signIn(email, codeOf(secret, now()), 'not the password')).__typename).toBe('InvalidCredentials')
  expect((await signIn(email)).__typename).toBe('MfaRequired')
  const code = codeOf(secret, now())
  const [one, two] = await Promise.all([signIn(email, code), signIn(email, ` ${code.slice(0, 3)} ${code.slice(3)}`)])
  expect([one.__typename, two.__typename].sort()).toEqual(['InvalidCredentials', 'Session'])
  expect((await signIn(email, code)).__typename).toBe('InvalidCredentials')
  // One of an earlier step is used up with it, although it would be within the drift.
  expect((await signIn(email, codeOf(secret, now() - STEP))).__typename).toBe('InvalidCredentials')
  wait(2 * STEP)
  expect((await signIn(email, codeOf(secret, now() + STEP))).__typename).toBe('Session')
})

test('what a wrong code is told is what a wrong password with a code is told', async () => {
  const { id, email } = await withSecondFactor('Words')
  const wrongCode = await signIn(email, '000000')
  expect(wrongCode).toEqual(await signIn(email, '000000', 'not the password'))
  expect(wrongCode).toEqual(await signIn('nobody@words.example', '000000'))
  await expect.poll(async () => (await eventsOf(server, id)).filter(each => each === 'session.refused').length).toBe(2)
})

test('wrong codes slow the account down like wrong passwords, also with the password alone in between', async () => {
  const { email, secret } = await withSecondFactor('Slow')
  for (let attempt = 0; attempt < 5; attempt++) {
    expect((await signIn(email)).__typename).toBe('MfaRequired')
    expect((await signIn(email, '000000')).__typename).toBe('InvalidCredentials')
  }
  for (const code of [codeOf(secret, now()), undefined]) {
    const slowed = await signIn(email, code)
    expect(slowed.__typename).toBe('TooManyAttempts')
    expect(slowed.retryAfterSeconds).toBeGreaterThan(20)
  }
  wait(60_000)
  expect((await signIn(email, codeOf(secret, now()))).__typename).toBe('Session')
})

test('a backup code works once, in any case and spacing, and new ones end the earlier', async () => {
  const { id, email, secret, token, backupCodes } = await withSecondFactor('Backup')
  const [first = '', second = '', third = ''] = backupCodes
  expect((await signIn(email, ` ${first.toUpperCase().replace('-', ' ')} `)).__typename).toBe('Session')
  expect((await signIn(email, first)).__typename).toBe('InvalidCredentials')
  const both = await Promise.all([signIn(email, second), signIn(email, second)])
  expect(both.map(each => each.__typename).sort()).toEqual(['InvalidCredentials', 'Session'])
  const left = '{ viewer { secondFactor { backupCodesLeft } } }'
  expect((await server.ask(token, left)).data.viewer.secondFactor.backupCodesLeft).toBe(8)
  const renew = `mutation ($password: String!, $code: String!) { renewBackupCodes(password: $password, code: $code) {
    __typename ... on BackupCodes { codes } } }`
  const refused = await server.ask(token, renew, { password: PASSWORD, code: '000000' })
  expect(refused.data.renewBackupCodes.__typename).toBe('InvalidCredentials')
  const { data } = await server.ask(token, renew, { password: PASSWORD, code: codeOf(secret, now()) })
  expect(data.renewBackupCodes.codes).toHaveLength(10)
  expect((await signIn(email, third)).__typename).toBe('InvalidCredentials')
  expect((await signIn(email, data.renewBackupCodes.codes[0])).__typename).toBe('Session')
  expect((await eventsOf(server, id)).filter(each => /backup/.test(each))).toEqual([
    ...['second_factor.backup_code_used', 'second_factor.backup_code_used'],
    ...['second_factor.backup_codes_renewed', 'second_factor.backup_code_used'],
  ])
})

test('it is turned off with password and code, not with one of them', async () => {
  const { email, secret, token, backupCodes } = await withSecondFactor('Off')
  const remove = `mutation ($password: String!, $code: String!) { removeSecondFactor(password: $password, code: $code) {
    __typename ... on SecondFactorRemoved { endedSessions } } }`
  const removing = async (password: string, code: string) =>
    (await server.ask(token, remove, { password, code })).data.removeSecondFactor
  expect((await removing('not the password', codeOf(secret, now()))).__typename).toBe('InvalidCredentials')
  expect((await removing(PASSWORD, '000000')).__typename).toBe('InvalidCredentials')
  const other = await signIn(email, backupCodes[0])
  expect(await removing(PASSWORD, codeOf(secret, now()))).toEqual({
    ...{ __typename: 'SecondFactorRemoved', endedSessions: 1 },
  })
  expect((await server.ask(other.accessToken, me)).status).toBe(401)
  expect((await signIn(email)).__typename).toBe('Session')
  expect(await db().selectFrom('backup_code').selectAll().where('used_at', 'is', null).execute()).not.toContainEqual(
    expect.objectContaining({ hash: backupCodes[1] }),
  )
})

test('an account whose secret cannot be read any more is let in by a backup code, and told so by nothing else', async () => {
  const { email, secret, backupCodes } = await withSecondFactor('Lost')
  const row = await db()
    .selectFrom('second_factor as f')
    .innerJoin('user_account as u', 'u.id', 'f.user_id')
    .where('u.email', '=', email)
    .select(['f.user_id', 'f.secret'])
    .executeTakeFirstOrThrow()
  const other = await db()
    .selectFrom('second_factor')
    .select('secret')
    .where('user_id', '<>', row.user_id)
    .executeTakeFirstOrThrow()
  // Sealed for somebody else: as unreadable as with another key.
  await db().updateTable('second_factor').set({ secret: other.secret }).where('user_id', '=', row.user_id).execute()
  const { errors } = await server.ask(null, signInWith, {
    input: { email, password: PASSWORD, code: codeOf(secret, now()) },
  })
  expect(errors[0]?.extensions.code).toBe('SECOND_FACTOR_UNREADABLE')
  expect((await signIn(email, codeOf(secret, now()), 'not the password')).__typename).toBe('InvalidCredentials')
  expect((await signIn(email, backupCodes[0])).__typename).toBe('Session')
})

test('a key cannot touch the second factor or the password of its maker, nor see their sessions', async () => {
  const { tokens } = await server.organization('Keyed', 'OWNER')
  const { data } = await server.ask(
    tokens.OWNER,
    'mutation { createApiKey(input: {name: "k", role: OWNER}) { secret } }',
  )
  const { secret } = data.createApiKey
  for (const document of [
    `mutation { startSecondFactor(password: "${PASSWORD}") { __typename } }`,
    'mutation { confirmSecondFactor(code: "000000") { __typename } }',
    `mutation { removeSecondFactor(password: "${PASSWORD}", code: "000000") { __typename } }`,
    `mutation { changePassword(input: {currentPassword: "${PASSWORD}", newPassword: "tulip-harbour-9"}) { __typename } }`,
    'mutation { endSession(id: "x") }',
    'mutation { switchOrganization(id: "x") { accessToken } }',
  ])
    expect((await server.ask(secret, document)).errors[0]?.extensions.code, document).toBe('FORBIDDEN')
  const seen = await server.ask(
    secret,
    '{ viewer { secondFactor { since } sessions { totalCount } mustSetUpSecondFactor } }',
  )
  expect(seen.data.viewer).toEqual({ secondFactor: null, sessions: { totalCount: 0 }, mustSetUpSecondFactor: false })
  expect((await server.ask(secret, 'mutation { signOut(everywhere: true) }')).data.signOut).toBe(false)
  expect((await server.ask(tokens.OWNER, me)).status).toBe(200)
})

test('the database, the log and the answers hold no secret, code or password as it was shown', async () => {
  const { token, secret, backupCodes } = await withSecondFactor('Shown')
  const tables = ['second_factor', 'backup_code', 'user_account', 'audit_event', 'session', 'sign_in_attempt'] as const
  const rows = await Promise.all(tables.map(table => db().selectFrom(table).selectAll().execute()))
  const events = await server.ask(
    token,
    '{ auditEvents(first: 200) { nodes { action subject details } } viewer { secondFactor { since } } }',
  )
  const text = JSON.stringify([rows, events.data])
  for (const shown of [secret, PASSWORD, ...backupCodes, ...backupCodes.map(code => code.replace('-', ''))])
    expect(text.includes(shown), shown).toBe(false)
})
