import { randomBytes } from 'node:crypto'
import { encodeId } from '../access/opaque-id.ts'
import { scopesOfRole } from '../access/policy.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { createApiKey } from '../accounts/create-api-key.ts'
import { createOrganization } from '../accounts/create-organization.ts'
import { checkedPasswordHash, createUser } from '../accounts/create-user.ts'
import type { Database } from '../db/database.ts'
import { dbOf } from '../db/tables.ts'
import { createWriteGate } from '../db/write-gate.ts'
import { BadInput } from '../errors.ts'
import type { AdminArguments } from './admin-arguments.ts'
import { organizationFor } from './organization-for.ts'

/** Does what was asked and answers what to print. Throws an ExpectedError for what cannot be done. */
export async function runAdmin(
  database: Database,
  wanted: AdminArguments,
  readPassword: () => Promise<string>,
  now: number,
): Promise<Readonly<Record<string, unknown>>> {
  if (wanted.command === 'create-key') return await createKey(database, wanted, now)
  const { email, name } = wanted
  const role = wanted.command === 'create-owner' ? 'OWNER' : wanted.role
  const passwordHash = await checkedPasswordHash({ email, password: await readPassword() })
  return await database.em.fork().transactional(async em => {
    const db = dbOf(em)
    const organizationId =
      wanted.command === 'create-owner'
        ? await createOrganization(
            db,
            {
              name: wanted.organization,
              baseCurrency: wanted.currency,
              fiscalYearStart: wanted.fiscalYearStart,
            },
            now,
          )
        : (await organizationFor(db, wanted.organization)).id
    const user = { email, name: name ?? email.split('@')[0] ?? email, role, passwordHash } as const
    const { userId, existed } = await createUser(db, organizationId, user, now)
    const id = encodeId('User', organizationId, userId)
    const note = existed ? { note: 'The account existed: it keeps its password and name.' } : {}
    return { organization: wanted.organization, id, email: email.trim().toLowerCase(), role, ...note }
  })
}

async function createKey(database: Database, wanted: Extract<AdminArguments, { command: 'create-key' }>, now: number) {
  const db = dbOf(database.em.fork())
  const email = wanted.email.trim().toLowerCase()
  const memberships = await db
    .selectFrom('membership as m')
    .innerJoin('user_account as u', 'u.id', 'm.user_id')
    .innerJoin('organization as o', 'o.id', 'm.organization_id')
    .where('u.email', '=', email)
    .select(['u.id as userId', 'm.organization_id as organizationId', 'm.role', 'o.name'])
    .execute()
  const member = memberships.find(each => wanted.organization === null || each.name === wanted.organization)
  if (!member)
    throw new BadInput(`Creating a key: no user ${email} belongs to ${wanted.organization ?? 'an organization'}`)
  if (wanted.organization === null && memberships.length > 1)
    throw new BadInput(
      `Creating a key: ${email} belongs to ${memberships.map(each => each.name).join(', ')}; choose one with --organization`,
    )
  const { userId, organizationId, role } = member
  const viewer = { userId, organizationId, role, email, scopes: new Set(scopesOfRole[role]), apiKeyId: null }
  const key = { name: wanted.name, role: wanted.role ?? role, scopes: wanted.scopes, expiresAt: null }
  const created = await createApiKey(accountsOf(database), viewer, key, now)
  return {
    organization: member.name,
    id: encodeId('ApiKey', organizationId, created.key.id),
    name: key.name,
    role: key.role,
    scopes: key.scopes ?? scopesOfRole[key.role],
    secret: created.secret,
  }
}

/** A command signs nobody in: only the database and randomness matter. */
const accountsOf = (database: Database): Accounts => ({
  em: database.em,
  gate: createWriteGate(),
  signingKey: new Uint8Array(),
  random: randomBytes,
  accessTokenLife: 0,
  sessionLife: 0,
})
