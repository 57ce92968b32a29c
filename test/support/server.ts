import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Role } from '../../server/access/policy.ts'
import { createOrganization } from '../../server/accounts/create-organization.ts'
import { checkedPasswordHash, createUser } from '../../server/accounts/create-user.ts'
import { readConfig } from '../../server/config.ts'
import type { Database } from '../../server/db/database.ts'
import { withoutTenant } from '../../server/db/row-level-security/tenant-scope.ts'
import { dbOf } from '../../server/db/tables.ts'
import { type RunningServer, startServer } from '../../server/http/start-server.ts'
import { testDatabase } from './database.ts'

export const PASSWORD = 'correct horse battery'

interface Answer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into by tests, which fail where they are not as expected
  readonly data: any
  readonly errors: readonly { message: string; path?: (string | number)[]; extensions: { code: string } }[]
}

export interface TestServer extends AsyncDisposable {
  /** The server, with a database that may look at every organization. */
  readonly running: RunningServer
  /** The database as the server has it open. */
  readonly served: Database
  readonly address: string
  /** The server's clock. */
  readonly now: () => number
  /** Sets the server's clock forward, in milliseconds. */
  readonly wait: (milliseconds: number) => void
  /** Asks a question, with a token or an API key, or as nobody. */
  readonly ask: (token: string | null, query: string, variables?: object) => Promise<Answer>
  readonly upload: (token: string | null, path: string, body: string | Uint8Array<ArrayBuffer>) => Promise<Response>
  /** A new organization with a user of each of the roles; answers their access tokens. */
  readonly organization: <R extends Role>(
    name: string,
    ...roles: readonly R[]
  ) => Promise<{ readonly id: number; readonly tokens: Readonly<Record<R, string>> }>
  readonly signIn: (email: string, password?: string) => Promise<Answer>
}

/**
 * A clock that goes on only where a test waits: however long the machine takes, a code that was read is still of its
 * step when it is sent, and what holds for seconds still holds.
 */
export function stillClock(): () => number {
  const at = Date.now()
  return () => at
}

/** The server as it is in production, on a free port and an empty database of the dialect under test. */
export async function testServer(
  environment: Readonly<Record<string, string>> = {},
  now: () => number = Date.now,
): Promise<TestServer> {
  const database = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'moat-server-'))
  const where = 'url' in database.location ? { DATABASE_URL: database.location.url } : {}
  const config = readConfig({
    ...where,
    DATA_DIR: folder,
    PORT: '0',
    LOG_LEVEL: 'silent',
    RATE_LIMIT_PER_MINUTE: 'off',
    // What a question may take is for tests of that to say.
    GRAPHQL_TIMEOUT_SECONDS: '300',
    ...environment,
  })
  let ahead = 0
  const served = await startServer(config, { clock: () => now() + ahead })
  // On PostgreSQL the server meets the rows of one organization at a time; a test looks at all of them.
  const running = 'url' in database.location ? { ...served, database: database.orm } : served
  const { address } = running

  const ask: TestServer['ask'] = async (token, query, variables = {}) => {
    const headers: Record<string, string> = { 'content-type': 'application/json', accept: 'application/json' }
    if (token !== null) headers.authorization = `Bearer ${token}`
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables }),
    })
    const body = (await response.json()) as Partial<Answer>
    return { status: response.status, headers: response.headers, data: body.data, errors: body.errors ?? [] }
  }
  const signIn: TestServer['signIn'] = (email, password = PASSWORD) =>
    ask(null, signInMutation, { input: { email, password } })

  return {
    running,
    served: served.database,
    address,
    ask,
    signIn,
    now: () => now() + ahead,
    wait: milliseconds => {
      ahead += milliseconds
    },
    upload: (token, path, body) =>
      fetch(`${address}/uploads/${path}`, {
        method: 'POST',
        headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), 'x-file-name': 'test.csv' },
        body,
      }),
    organization: async (name, ...roles) => {
      const passwordHash = await passwordHashOnce()
      const made = async (em: SqlEntityManager) => {
        const db = dbOf(em)
        const organizationId = await createOrganization(db, { name, baseCurrency: 'USD', fiscalYearStart: 1 }, now())
        for (const role of roles) {
          const user = { email: emailOf(name, role), name: `${role} of ${name}`, role, passwordHash }
          await createUser(db, organizationId, user, now())
        }
        return organizationId
      }
      const id = await withoutTenant('command line', () => running.database.em.fork().transactional(made))
      const tokens = {} as Record<(typeof roles)[number], string>
      for (const role of roles) tokens[role] = (await signIn(emailOf(name, role))).data.signIn.accessToken
      return { id, tokens }
    },
    [Symbol.asyncDispose]: async () => {
      await running.stop()
      await database[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const emailOf = (organization: string, role: Role): string =>
  `${role.toLowerCase()}@${organization.toLowerCase().replaceAll(' ', '-')}.example`

const signInMutation = `mutation ($input: SignInInput!) {
  signIn(input: $input) {
    __typename
    ... on Session { accessToken refreshToken expiresAt refreshExpiresAt }
    ... on InvalidCredentials { message }
    ... on TooManyAttempts { message retryAfterSeconds }
  }
}`

let hashed: Promise<string> | undefined
const passwordHashOnce = (): Promise<string> => {
  hashed ??= checkedPasswordHash({ email: 'a@b.example', password: PASSWORD })
  return hashed
}
