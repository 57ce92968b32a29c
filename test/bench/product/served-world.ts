import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createUser } from '../../../server/accounts/create-user.ts'
import { hashPassword } from '../../../server/accounts/password.ts'
import { dbOf } from '../../../server/db/tables.ts'
import { type ChildServer, startChild } from '../serving/child-server.ts'
import type { World } from '../world.ts'
import { importWorld } from './import-world.ts'

const PASSWORD = 'a long enough bench password'

/** A data directory of the product with the world in it, and people who may sign in. */
export interface ServedWorld {
  readonly dataDir: string
  readonly emails: readonly string[]
  readonly clients: number
}

/** Imports the world into a new data directory, with so many analysts. */
export async function servedWorld(world: World, people: number, folder: string): Promise<ServedWorld> {
  const dataDir = join(world.folder, folder)
  mkdirSync(dataDir)
  const { database, organizationId } = await importWorld(world, { file: join(dataDir, 'moat.sqlite') })
  // One hash for all of them: hashing a thousand passwords would take longer than the benchmark.
  const passwordHash = await hashPassword(PASSWORD)
  const emails = Array.from({ length: people }, (_, index) => `analyst-${index}@bench.example`)
  await database.em.fork().transactional(async em => {
    for (const email of emails)
      await createUser(dbOf(em), organizationId, { email, name: email, passwordHash, role: 'ANALYST' }, Date.now())
  })
  await database.close(true)
  return { dataDir, emails, clients: world.clients }
}

/** A second firm in the same data directory, with one analyst; answers their email. */
export async function servedBeside(world: World, { dataDir }: Pick<ServedWorld, 'dataDir'>): Promise<string> {
  const { database, organizationId } = await importWorld(world, { file: join(dataDir, 'moat.sqlite') }, 'Beside')
  const [email, passwordHash] = ['analyst@beside.example', await hashPassword(PASSWORD)]
  await createUser(
    dbOf(database.em.fork()),
    organizationId,
    { email, name: email, passwordHash, role: 'ANALYST' },
    Date.now(),
  )
  await database.close(true)
  return email
}

/** The product as `npm start` runs it, without its limits of requests a minute. */
export const startProduct = (
  { dataDir }: Pick<ServedWorld, 'dataDir'>,
  environment: Readonly<Record<string, string>> = {},
) =>
  startChild(
    fileURLToPath(new URL('../../../server/main.ts', import.meta.url)),
    [],
    {
      ...environmentOfStart,
      DATA_DIR: dataDir,
      PORT: '0',
      NODE_COMPILE_CACHE: fileURLToPath(new URL('../../../node_modules/.cache/compiled', import.meta.url)),
      RATE_LIMIT_PER_MINUTE: 'off',
      SIGN_IN_RATE_LIMIT_PER_MINUTE: 'off',
      ...environment,
    },
    flagsOfStart,
  )

/** What `npm start` gives to node: `NAME=value … node --flag … server/main.ts`. */
const words = (
  JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { scripts: { start: string } }
).scripts.start.split(' ')
const flagsOfStart = words.filter(word => word.startsWith('--'))
const environmentOfStart = Object.fromEntries(
  words.slice(0, words.indexOf('node')).map(word => word.split('=') as [string, string]),
)

/** Signs in; answers the access token. */
export async function signedIn({ host, port }: ChildServer, email: string): Promise<string> {
  const query =
    'mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Session { accessToken } } }'
  const variables = { input: { email, password: PASSWORD } }
  const response = await fetch(`http://${host}:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
  const { data } = (await response.json()) as { data?: { signIn?: { accessToken?: string } } }
  const token = data?.signIn?.accessToken
  if (token === undefined) throw new Error(`Signing in as ${email}: ${JSON.stringify(data)}`)
  return token
}
