import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Role, roles } from '../../../server/access/policy.ts'
import { DEMO_PASSWORD, demoAccounts } from '../../../server/commands/demo-accounts.ts'
import { fillDemo } from '../../../server/commands/fill-demo.ts'
import { databaseLocation, readConfig } from '../../../server/config.ts'
import { openDatabase } from '../../../server/db/database.ts'
import { createWriteGate } from '../../../server/db/write-gate.ts'
import { startServer } from '../../../server/http/start-server.ts'
import { createImports } from '../../../server/snapshots/create-imports.ts'

/** Noon of the day that the questions are asked on. */
export const ASKED_AT = Date.UTC(2026, 10, 21, 12)
export const ASKED_ON = '2026-11-21'

export interface SampleServer extends AsyncDisposable {
  readonly ask: <Data>(role: Role, query: string, variables: object) => Promise<Data>
  /** The name behind an id of a client; what is no such id stands for itself. */
  readonly nameOf: (id: string) => string
}

/** The sample firm, imported as uploads are and served as in production, on the day of the questions. */
export async function sampleServer(environment: Readonly<Record<string, string>> = {}): Promise<SampleServer> {
  const folder = mkdtempSync(join(tmpdir(), 'moat-ask-'))
  const config = readConfig({
    ...{ DATA_DIR: folder, PORT: '0', LOG_LEVEL: 'silent', RATE_LIMIT_PER_MINUTE: 'off' },
    ...environment,
  })
  await fill(config, folder)
  const server = await startServer(config, { clock: () => ASKED_AT })
  await server.services.secondInterpreter?.settled()
  const post = async <Data>(token: string | null, query: string, variables: object): Promise<Data> => {
    const headers: Record<string, string> = { 'content-type': 'application/json', accept: 'application/json' }
    if (token !== null) headers.authorization = `Bearer ${token}`
    const body = JSON.stringify({ query, variables })
    const response = await fetch(`${server.address}/graphql`, { method: 'POST', headers, body })
    const { data, errors } = (await response.json()) as { data: Data | null; errors?: { message: string }[] }
    if (!data || errors) throw new Error(`Asking the server: ${errors?.map(each => each.message).join('; ')}`)
    return data
  }
  const tokens = new Map<Role, string>()
  for (const role of roles) {
    const email = demoAccounts.find(account => account.role === role)?.email
    const { signIn } = await post<{ signIn: { accessToken: string } }>(
      null,
      'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { accessToken } } }',
      { input: { email, password: DEMO_PASSWORD } },
    )
    tokens.set(role, signIn.accessToken)
  }
  const ask: SampleServer['ask'] = (role, query, variables) => post(tokens.get(role) ?? null, query, variables)
  const { clients } = await ask<{ clients: { nodes: { id: string; name: string }[] } }>(
    'OWNER',
    '{ clients(first: 100) { nodes { id name } } }',
    {},
  )
  const names = new Map(clients.nodes.map(({ id, name }) => [id, name]))
  return {
    ask,
    nameOf: id => names.get(id) ?? id,
    [Symbol.asyncDispose]: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function fill(config: ReturnType<typeof readConfig>, folder: string): Promise<void> {
  const location = databaseLocation(config)
  const database = await openDatabase(location)
  const limits = { maxBytes: Number.MAX_SAFE_INTEGER, maxRows: Number.MAX_SAFE_INTEGER, minQuality: 0 }
  const imports = createImports({ location, limits, writeGate: createWriteGate(), now: () => ASKED_AT })
  try {
    await fillDemo({ database, imports, folder: join(folder, 'sample'), now: ASKED_AT, onImported: () => undefined })
  } finally {
    await imports.close()
    await database.close(true)
  }
}
