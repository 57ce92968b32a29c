import { expect, test } from 'vitest'
import { adminArguments } from '../../server/commands/admin-arguments.ts'
import { runAdmin } from '../../server/commands/run-admin.ts'
import { UsageError } from '../../server/commands/usage-error.ts'
import { dbOf } from '../../server/db/tables.ts'
import { testDatabase } from '../support/database.ts'
import { PASSWORD } from '../support/server.ts'

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
  await expect(run('create-key --email ann@beacon.example --name Big --role OWNER')).rejects.toThrow(/narrower role/)
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
