import { randomBytes } from 'node:crypto'
import { encodeId } from '../access/opaque-id.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { createOrganization } from '../accounts/create-organization.ts'
import { checkedPasswordHash, createUser } from '../accounts/create-user.ts'
import type { Database } from '../db/database.ts'
import { dbOf } from '../db/tables.ts'
import { createWriteGate } from '../db/write-gate.ts'
import type { AdminArguments } from './admin-arguments.ts'
import { dropIdentities } from './admin-identities.ts'
import { createKey } from './admin-keys.ts'
import { dropSecondFactor, listUsers, setPassword, setRole } from './admin-people.ts'
import { organizationFor } from './organization-for.ts'

/** Does what was asked and answers what to print. Throws an ExpectedError for what cannot be done. */
export async function runAdmin(
  database: Database,
  wanted: AdminArguments,
  readPassword: () => Promise<string>,
  now: number,
): Promise<Readonly<Record<string, unknown>>> {
  const accounts = accountsOf(database)
  switch (wanted.command) {
    case 'create-key':
      return await createKey(accounts, wanted, now)
    case 'list-users':
      return await listUsers(accounts, wanted.organization)
    case 'set-role':
      return await setRole(accounts, wanted, now)
    case 'reset-password':
      return await setPassword(accounts, wanted.email, await readPassword(), now)
    case 'remove-second-factor':
      return await dropSecondFactor(accounts, wanted.email, now)
    case 'unlink-identity':
      return await dropIdentities(accounts, wanted.email, now)
    default:
      return await createPerson(database, wanted, await readPassword(), now)
  }
}

async function createPerson(
  database: Database,
  wanted: Extract<AdminArguments, { command: 'create-owner' | 'create-user' }>,
  password: string,
  now: number,
) {
  const { email, organization } = wanted
  const role = wanted.command === 'create-owner' ? 'OWNER' : wanted.role
  const name = wanted.name ?? email.split('@')[0] ?? email
  const passwordHash = await checkedPasswordHash({ email, password, ownWords: [name, organization] })
  return await database.em.fork().transactional(async em => {
    const db = dbOf(em)
    const organizationId =
      wanted.command === 'create-owner'
        ? await createOrganization(
            db,
            { name: organization, baseCurrency: wanted.currency, fiscalYearStart: wanted.fiscalYearStart },
            now,
          )
        : (await organizationFor(db, organization)).id
    const { userId, existed } = await createUser(db, organizationId, { email, name, role, passwordHash }, now)
    const id = encodeId('User', organizationId, userId)
    const note = existed ? { note: 'The account existed: it keeps its password and name.' } : {}
    return { organization, id, email: email.trim().toLowerCase(), role, ...note }
  })
}

/** A command signs nobody in and reads no stored secret: only the database and randomness matter. */
const accountsOf = (database: Database): Accounts => ({
  em: database.em,
  gate: createWriteGate(),
  reads: { first: () => Promise.reject(new Error('Running a command: nobody signs in')), close: () => undefined },
  signingKey: new Uint8Array(),
  secretsKey: new Uint8Array(),
  random: randomBytes,
  accessTokenLife: 0,
  sessionLife: 0,
})
