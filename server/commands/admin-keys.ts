import { encodeId } from '../access/opaque-id.ts'
import { scopesOfRole } from '../access/policy.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { createApiKey } from '../accounts/create-api-key.ts'
import { dbOf } from '../db/tables.ts'
import type { AdminArguments } from './admin-arguments.ts'
import { memberFor } from './member-for.ts'

/** Makes a key in the name of a member, which can do no more than they. Answers what to print, its secret included. */
export async function createKey(
  accounts: Accounts,
  wanted: Extract<AdminArguments, { command: 'create-key' }>,
  now: number,
) {
  const { email, organization } = wanted
  const member = await memberFor(dbOf(accounts.em.fork()), 'Creating a key', { email, organization })
  const { role } = member
  const viewer = { ...member, email, scopes: new Set(scopesOfRole[role]), apiKeyId: null }
  const { name, scopes, expiresAt } = wanted
  const key = { name, role: wanted.role ?? role, scopes, expiresAt }
  const created = await createApiKey(accounts, viewer, key, now)
  return {
    organization: member.organization,
    id: encodeId('ApiKey', member.organizationId, created.key.id),
    name,
    role: key.role,
    scopes: scopes ?? scopesOfRole[key.role],
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    secret: created.secret,
  }
}
