import { setTimeout as sleep } from 'node:timers/promises'
import { createOrganization } from '../../server/accounts/create-organization.ts'
import { checkedPasswordHash, createUser } from '../../server/accounts/create-user.ts'
import { readConfig } from '../../server/config.ts'
import { withoutTenant } from '../../server/db/row-level-security/tenant-scope.ts'
import { dbOf } from '../../server/db/tables.ts'
import { startServer } from '../../server/http/start-server.ts'
import { everything } from '../reviews/reviewed-server.ts'
import { PASSWORD } from '../support/server.ts'
import { ask, type Body, dataOf, documents, upload } from './client.ts'

const people = ['OWNER', 'ADMIN', 'MANAGER', 'ANALYST'] as const
export type Person = (typeof people)[number]
export const emailOf = (person: Person): string => `${person.toLowerCase()}@north.example`

export interface SmallFirm {
  readonly organizationId: number
  readonly tokens: Readonly<Record<Person, string>>
  /** Ids of results that wait for a decision, at version 1. */
  readonly tasks: readonly string[]
}

/** What every server of a test is started with. */
export const environmentOf = (location: { url: string } | { file: string }, folder: string) => ({
  ...('url' in location ? { DATABASE_URL: location.url } : {}),
  DATA_DIR: folder,
  PORT: '0',
  LOG_LEVEL: 'silent',
  RATE_LIMIT_PER_MINUTE: 'off',
  SIGN_IN_RATE_LIMIT_PER_MINUTE: 'off',
  ACCESS_TOKEN_MINUTES: '600',
})

/** Makes a firm with people of four roles, and results of some clients that wait for a decision. */
export async function makeSmallFirm(environment: Readonly<Record<string, string>>): Promise<SmallFirm> {
  const server = await startServer(readConfig(environment))
  try {
    const passwordHash = await checkedPasswordHash({ email: 'a@b.example', password: PASSWORD })
    const organizationId = await withoutTenant('command line', () =>
      server.database.em.fork().transactional(async em => {
        const db = dbOf(em)
        const id = await createOrganization(db, { name: 'North', baseCurrency: 'USD', fiscalYearStart: 1 }, Date.now())
        for (const role of people) {
          const person = { email: emailOf(role), name: role, role, passwordHash }
          await createUser(db, id, person, Date.now())
        }
        return id
      }),
    )
    const tokens = {} as Record<Person, string>
    for (const person of people) tokens[person] = (await signIn(server.address, person)).accessToken
    const policy = { ...everything, metrics: ['revenue', 'hours'] }
    dataOf(await ask(server.address, tokens.OWNER, documents.policy, { key: 'review', value: policy }))
    await upload(server.address, tokens.OWNER, 'invoices?createMissingClients=true', invoices())
    const tasks = await openTasks(server.address, tokens.OWNER, CLIENTS * MONTHS)
    // From here on analyses go on, and open no more than these.
    const quiet = { ...policy, confidenceBelow: 0, sampleShare: 0 }
    dataOf(await ask(server.address, tokens.OWNER, documents.policy, { key: 'review', value: quiet }))
    return { organizationId, tokens, tasks }
  } finally {
    await server.stop()
  }
}

const CLIENTS = 20
const MONTHS = 6

function invoices(): string {
  const rows = Array.from({ length: CLIENTS * MONTHS }, (_, index) => {
    const month = String((index % MONTHS) + 1).padStart(2, '0')
    return `Client ${Math.floor(index / MONTHS)},INV-${index},2026-${month}-10,paid,${1000 + index}`
  })
  return ['client,invoice_number,date,status,subtotal', ...rows].join('\n')
}

export async function signIn(address: string, person: Person): Promise<Body> {
  const input = { email: emailOf(person), password: PASSWORD }
  return dataOf(await ask(address, null, documents.signIn, { input })).signIn
}

async function openTasks(address: string, token: string, atLeast: number): Promise<string[]> {
  for (let look = 0; look < 1800; look++) {
    const ids: string[] = []
    let after: string | null = null
    do {
      const { nodes, pageInfo }: Body = dataOf(await ask(address, token, documents.tasks, { after })).reviewTasks
      ids.push(...nodes.filter((task: Body) => task.version === 1).map((task: Body) => task.id))
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null
    } while (after !== null)
    if (ids.length >= atLeast) return ids
    await sleep(100)
  }
  throw new Error(`No ${atLeast} tasks were opened`)
}
