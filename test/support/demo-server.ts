import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEMO_PASSWORD, demoAccounts } from '../../server/commands/demo-accounts.ts'
import { fillDemo } from '../../server/commands/fill-demo.ts'
import { type Config, databaseLocation, readConfig } from '../../server/config.ts'
import { openDatabase } from '../../server/db/database.ts'
import { createWriteGate } from '../../server/db/write-gate.ts'
import { startServer } from '../../server/http/start-server.ts'
import { createImports } from '../../server/snapshots/create-imports.ts'

export interface DemoServer extends AsyncDisposable {
  readonly address: string
  /** Sets the server's clock forward, in milliseconds. */
  readonly wait: (milliseconds: number) => void
  /** Ends it as a crash or an update would; `start` brings it back at the same address. */
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
  /** Asks the API directly as a role of the demo. */
  readonly ask: <Data>(role: string, query: string, variables?: object) => Promise<Data>
}

/** The sample firm, served as `npm run demo` does it, on a free port. Takes some seconds: once for a file of tests. */
export async function demoServer(): Promise<DemoServer> {
  const folder = mkdtempSync(join(tmpdir(), 'moat-demo-'))
  const quiet = { LOG_LEVEL: 'silent', RATE_LIMIT_PER_MINUTE: 'off', GRAPHQL_TIMEOUT_SECONDS: '300' }
  const environment = { DATA_DIR: folder, ...quiet }
  await fill(readConfig({ ...environment, PORT: '0' }), folder)
  let ahead = 0
  const demo = demoAccounts.map(({ email, role }) => ({ email, role, password: DEMO_PASSWORD }))
  const begin = (port: string) =>
    startServer(readConfig({ ...environment, PORT: port }), { demo, clock: () => Date.now() + ahead })
  let running = await begin('0')
  const { address } = running
  const tokens = new Map<string, string>()

  const post = async (query: string, variables: object, token?: string) => {
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...authorization },
      body: JSON.stringify({ query, variables }),
    })
    const body = (await response.json()) as { data?: unknown; errors?: readonly { message: string }[] }
    if (body.errors) throw new Error(body.errors.map(error => error.message).join('; '))
    return body.data
  }
  return {
    address,
    wait: milliseconds => {
      ahead += milliseconds
      tokens.clear()
    },
    stop: () => running.stop(),
    start: async () => {
      running = await begin(new URL(address).port)
    },
    ask: async <Data>(role: string, query: string, variables: object = {}) => {
      if (!tokens.has(role)) {
        const input = { email: `${role.toLowerCase()}@demo.example`, password: DEMO_PASSWORD }
        const signedIn = (await post(SIGN_IN, { input })) as { signIn: { accessToken: string } }
        tokens.set(role, signedIn.signIn.accessToken)
      }
      return (await post(query, variables, tokens.get(role))) as Data
    },
    [Symbol.asyncDispose]: async () => {
      await running.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { accessToken } } }'

async function fill(config: Config, folder: string): Promise<void> {
  const location = databaseLocation(config)
  const database = await openDatabase(location)
  const limits = { maxBytes: Number.MAX_SAFE_INTEGER, maxRows: Number.MAX_SAFE_INTEGER, minQuality: 0 }
  const imports = createImports({ location, limits, writeGate: createWriteGate(), now: Date.now })
  try {
    await fillDemo({ database, imports, folder: join(folder, 'sample'), now: Date.now(), onImported: () => {} })
  } finally {
    await imports.close()
    await database.close(true)
  }
}
