import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role } from '../../server/access/policy.ts'
import { createOrganization } from '../../server/accounts/create-organization.ts'
import { checkedPasswordHash, createUser } from '../../server/accounts/create-user.ts'
import { readConfig } from '../../server/config.ts'
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
  readonly running: RunningServer
  readonly address: string
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

/** The server as it is in production, on a free port and an empty database of the dialect under test. */
export async function testServer(environment: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const database = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'moat-server-'))
  const where = 'url' in database.location ? { DATABASE_URL: database.location.url } : {}
  const config = readConfig({
    ...where,
    DATA_DIR: folder,
    PORT: '0',
    LOG_LEVEL: 'silent',
    RATE_LIMIT_PER_MINUTE: 'off',
    ...environment,
  })
  let ahead = 0
  const running = await startServer(config, { clock: () => Date.now() + ahead })
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
    address,
    ask,
    signIn,
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
      const id = await running.database.em.fork().transactional(async em => {
        const db = dbOf(em)
        const organizationId = await createOrganization(
          db,
          { name, baseCurrency: 'USD', fiscalYearStart: 1 },
          Date.now(),
        )
        for (const role of roles) {
          const user = { email: emailOf(name, role), name: `${role} of ${name}`, role, passwordHash }
          await createUser(db, organizationId, user, Date.now())
        }
        return organizationId
      })
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
