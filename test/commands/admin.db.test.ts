import { expect, test } from 'vitest'
import { adminArguments } from '../../server/commands/admin-arguments.ts'
import { runAdmin } from '../../server/commands/run-admin.ts'
import { UsageError } from '../../server/commands/usage-error.ts'
import { dbOf } from '../../server/db/tables.ts'
import { setUp } from '../accounts/authenticator.ts'
import { testDatabase } from '../support/database.ts'
import { emailOf, PASSWORD, testServer } from '../support/server.ts'

const password = async () => PASSWORD
const words = (line: string) => line.split(' ')

test('an owner, a user and a key come into being, each once', async () => {
  await using database = await testDatabase()
  const run = (line: string) => runAdmin(database.orm, adminArguments(words(line)), password, 1000)
  expect(await run('create-owner --organization Beacon --email Olga@Beacon.example --currency eur')).toEqual({
    organization: 'Beacon',
    id: expect.any(String),
    email: 'olga@beacon.example',
    role: 'OWNER',
  })
  expect(await run('create-user --organization Beacon --email ann@beacon.example --role analyst')).toMatchObject({
    role: 'ANALYST',
  })
  const key = await run('create-key --email ann@beacon.example --name BI --role VIEWER')
  expect(key).toMatchObject({ role: 'VIEWER', scopes: ['data:read'], secret: expect.stringMatching(/^moat_/) })
  await expect(run('create-owner --organization Beacon --email x@y.example')).rejects.toThrow(/named "Beacon" already/)
  await expect(run('create-user --organization Beacon --email ann@beacon.example --role VIEWER')).rejects.toThrow(
    /belongs to this organization already/,
  )
  await expect(run('create-key --email ann@beacon.example --name Big --role OWNER')).rejects.toThrow(
    /stands above its maker/,
  )
  await expect(run('create-key --email nobody@beacon.example --name BI')).rejects.toThrow(/no user/)
  const db = dbOf(database.orm.em.fork())
  expect(await db.selectFrom('organization').select(['name', 'base_currency']).execute()).toEqual([
    { name: 'Beacon', base_currency: 'EUR' },
  ])
  const events = await db.selectFrom('audit_event').select(['seq', 'action']).orderBy('seq').execute()
  expect(events).toEqual([
    { seq: 1, action: 'user.added' },
    { seq: 2, action: 'user.added' },
    { seq: 3, action: 'api_key.created' },
  ])
})

test('what cannot be is refused and leaves nothing behind', async () => {
  await using database = await testDatabase()
  const run = (line: string, secret = PASSWORD) =>
    runAdmin(database.orm, adminArguments(words(line)), async () => secret, 1000)
  await expect(run('create-owner --organization B --email nonsense')).rejects.toThrow(/no e-mail address/)
  await expect(run('create-owner --organization B --email a@b.example', 'short')).rejects.toThrow(/5 characters/)
  await expect(run('create-owner --organization B --email a@b.example --currency XXQ')).rejects.toThrow(/no currency/)
  await expect(run('create-owner --organization B --email a@b.example --fiscal-year-start 13')).rejects.toThrow(
    /1 to 12/,
  )
  expect(await dbOf(database.orm.em.fork()).selectFrom('organization').selectAll().execute()).toEqual([])
})

test('an unknown command is named before anything else it lacks', () => {
  expect(() => adminArguments(['frobnicate'])).toThrow('There is no command "frobnicate"')
})

test('arguments that say too little or too much are told apart', () => {
  for (const line of [
    '',
    'create-owner',
    'create-owner --organization B',
    'fly',
    'create-user --organization B --email a@b.example --role KING',
    'create-key --email a@b.example --name x --scopes all',
    'create-owner --nonsense x',
  ])
    expect(() => adminArguments(words(line).filter(word => word !== '')), line).toThrow(UsageError)
})

test('people are listed, given roles, a new password, and freed of a lost second factor, each written down', async () => {
  await using server = await testServer()
  const { id, tokens } = await server.organization('Beacon', 'OWNER', 'ANALYST')
  const { secret } = await setUp(server, tokens.ANALYST, { password: PASSWORD, now: Date.now() })
  const email = emailOf('Beacon', 'ANALYST')
  const run = (line: string, typed = PASSWORD) =>
    runAdmin(server.running.database, adminArguments(words(line)), async () => typed, Date.now())
  const listed = (await run('list-users --organization beacon')) as { users: { email: string }[] }
  expect(listed.users.find(user => user.email === email)).toMatchObject({ role: 'ANALYST', secondFactor: true })
  expect(JSON.stringify(listed)).not.toContain('argon2')
  expect(await run('list-users')).toEqual(listed)

  await expect(run(`reset-password --email ${email}`, 'password1')).rejects.toThrow(/common ones/)
  await expect(run('reset-password --email nobody@x.example')).rejects.toThrow(/no account/)
  expect(await run(`reset-password --email ${email}`, 'tulip-harbour-9')).toEqual({ email, endedSessions: 1 })
  expect((await server.signIn(email)).data.signIn.__typename).toBe('InvalidCredentials')
  expect((await server.signIn(email, 'tulip-harbour-9')).data.signIn.__typename).toBe('MfaRequired')

  expect(await run(`remove-second-factor --email ${email}`)).toEqual({ email, endedSessions: 0 })
  await expect(run(`remove-second-factor --email ${email}`)).rejects.toThrow(/has none/)
  expect((await server.signIn(email, 'tulip-harbour-9')).data.signIn.__typename).toBe('Session')

  expect(await run(`set-role --email ${email} --role owner`)).toMatchObject({ before: 'ANALYST', role: 'OWNER' })
  await run(`set-role --email ${emailOf('Beacon', 'OWNER')} --role viewer`)
  await expect(run(`set-role --email ${email} --role viewer`)).rejects.toThrow(/only Owner/)
  const rows = await dbOf(server.running.database.em.fork())
    .selectFrom('audit_event')
    .select(['action', 'actor_id', 'details'])
    .where('organization_id', '=', id)
    .where('action', 'in', ['password.reset', 'second_factor.removed', 'user.role_changed'])
    .orderBy('seq')
    .execute()
  expect(rows.map(row => row.action)).toEqual([
    ...['password.reset', 'second_factor.removed', 'user.role_changed', 'user.role_changed'],
  ])
  expect(JSON.stringify(rows)).not.toContain('tulip')
  expect(secret).not.toBe('')
})

test('a key ends with the day that was said, and is narrowed by scopes', async () => {
  await using database = await testDatabase()
  const run = (line: string) => runAdmin(database.orm, adminArguments(words(line)), password, Date.UTC(2027, 0, 1))
  await run('create-owner --organization Beacon --email olga@beacon.example')
  const key = await run(
    'create-key --email olga@beacon.example --name BI --scopes data:read,cost:read --expires 2027-01-31',
  )
  expect(key).toMatchObject({ scopes: ['data:read', 'cost:read'], expiresAt: '2027-02-01T00:00:00.000Z' })
  await expect(run('create-key --email olga@beacon.example --name BI --expires 2026-12-30')).rejects.toThrow(
    /has passed/,
  )
  for (const day of ['tomorrow', '2027-02-30', '2027-1-1'])
    expect(() => adminArguments(words(`create-key --email a@b.example --name x --expires ${day}`)), day).toThrow(
      UsageError,
    )
})
