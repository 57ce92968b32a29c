import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createOrganization } from '../../server/accounts/create-organization.ts'
import { checkedPasswordHash, createUser } from '../../server/accounts/create-user.ts'
import { readConfig } from '../../server/config.ts'
import { entities } from '../../server/db/entities/entities.ts'
import { dbOf } from '../../server/db/tables.ts'
import { startServer } from '../../server/http/start-server.ts'
import { createLog } from '../../server/log.ts'
import { testDatabase } from '../support/database.ts'
import { PASSWORD } from '../support/server.ts'
import { codeOf, STEP } from './authenticator.ts'

const NEXT = 'tulip-harbour-9'
const email = 'olga@beacon.example'

test('whatever was shown once or typed in stands in no table, no line of the log, no entry of the audit log and no error', async () => {
  await using database = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'moat-said-'))
  const lines: string[] = []
  const where = 'url' in database.location ? { DATABASE_URL: database.location.url } : {}
  const config = readConfig({ ...where, DATA_DIR: folder, PORT: '0', RATE_LIMIT_PER_MINUTE: 'off' })
  // The embedded database is the test's own file, so that its tables can be looked at.
  const dataDir = 'file' in database.location ? join(database.location.file, '..') : folder
  const log = createLog('trace', { write: (line: string) => void lines.push(line) })
  const server = await startServer({ ...config, dataDir }, { log })
  const errors: unknown[] = []
  const ask = async (token: string | null, query: string, variables: object = {}) => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
    const response = await fetch(`${server.address}/graphql`, {
      ...{ method: 'POST', headers, body: JSON.stringify({ query, variables }) },
    })
    const body = await response.json()
    errors.push(body.errors)
    return Object.values(body.data ?? {})[0] as Record<string, string> & { codes?: string[] }
  }
  try {
    const passwordHash = await checkedPasswordHash({ email, password: PASSWORD })
    await database.orm.em.fork().transactional(async em => {
      const organization = { name: 'Beacon', baseCurrency: 'USD', fiscalYearStart: 1 }
      const id = await createOrganization(dbOf(em), organization, Date.now())
      await createUser(dbOf(em), id, { email, name: 'Olga', role: 'OWNER', passwordHash }, Date.now())
    })
    const session = '{ __typename ... on Session { accessToken refreshToken } ... on InvalidCredentials { message } }'
    const signIn = (password: string, code?: string) =>
      ask(null, `mutation ($i: SignInInput!) { signIn(input: $i) ${session} }`, { i: { email, password, code } })
    const opened = await signIn(PASSWORD)
    await signIn('a wrong password')
    const token = opened.accessToken ?? ''
    const begun = await ask(
      token,
      `mutation { startSecondFactor(password: "${PASSWORD}") { ... on SecondFactorSecret { secret uri } } }`,
    )
    const secret = begun.secret ?? ''
    const first = codeOf(secret, Date.now())
    const { codes = [] } = await ask(
      token,
      `mutation { confirmSecondFactor(code: "${first}") { ... on BackupCodes { codes } } }`,
    )
    expect(codes).toHaveLength(10)
    const withBackup = await signIn(PASSWORD, codes[0])
    const change = { currentPassword: PASSWORD, newPassword: NEXT, code: codeOf(secret, Date.now() + STEP) }
    const changed = await ask(
      token,
      'mutation ($i: ChangePasswordInput!) { changePassword(input: $i) { __typename } }',
      { i: change },
    )
    expect(changed.__typename).toBe('PasswordChanged')
    const refreshed = await ask(
      null,
      `mutation { refreshSession(refreshToken: "${opened.refreshToken}") ${session.replace(/ \.\.\. on Inv.*?\}/, '')} }`,
    )
    const invited = await ask(token, 'mutation { inviteUser(email: "nora@new.example", role: VIEWER) { token } }')
    const accepted = await ask(
      null,
      `mutation ($i: AcceptInvitationInput!) { acceptInvitation(input: $i) { ... on Session { accessToken refreshToken } } }`,
      {
        i: { token: invited.token, name: 'Nora', password: 'quiet-lantern-4' },
      },
    )
    const key = await ask(token, 'mutation { createApiKey(input: {name: "k"}) { secret } }')
    await ask(token, `mutation { startSecondFactor(password: "${NEXT}") { __typename } }`)
    await ask(token, `mutation { nothing(password: "${NEXT}") }`)
    await ask(null, `mutation { signIn(input: {email: "${email}", password: "${NEXT}", code: 7}) { __typename } }`)
    // The entries about refusals are written after their answers.
    await expect.poll(async () => (await tables()).includes('session.refused')).toBe(true)

    const shown = [
      ...[PASSWORD, 'a wrong password', NEXT, 'quiet-lantern-4', secret, first, change.code],
      ...codes.flatMap(code => [code, code.replace('-', '')]),
      ...[opened, withBackup, refreshed, accepted].flatMap(each => [each.accessToken, each.refreshToken]),
      ...[invited.token, key.secret],
    ]
    expect(shown.every(each => typeof each === 'string' && each.length >= 6)).toBe(true)
    const places = { tables: await tables(), log: lines.join('\n'), errors: JSON.stringify(errors) }
    expect(lines.length).toBeGreaterThan(10)
    const found = Object.entries(places).flatMap(([place, text]) =>
      shown.filter(each => text.includes(each ?? '')).map(each => `${each} in ${place}`),
    )
    expect(found).toEqual([])
    expect(places.log).not.toContain(email)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }

  /** Every row of every table, as text. */
  async function tables(): Promise<string> {
    const db = dbOf(database.orm.em.fork())
    const all = await Promise.all(
      entities.map(async ({ meta }) => {
        const { tableName } = database.orm.em.getMetadata().get(meta.class)
        return (await sql`select * from ${sql.table(tableName)}`.execute(db)).rows
      }),
    )
    return JSON.stringify(all)
  }
})
