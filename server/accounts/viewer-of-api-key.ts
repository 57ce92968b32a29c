import { lowerRole, type Role, type Scope, scopesOfRole } from '../access/policy.ts'
import { dbOf } from '../db/tables.ts'
import { writeIn } from '../db/write-in.ts'
import { keptAccess, policyState } from '../governance/kept-access.ts'
import type { Accounts } from './accounts.ts'
import { prefixOfApiKey } from './api-key-secret.ts'
import { secretMatches } from './secret-hash.ts'
import type { SignedIn } from './viewer-of-session.ts'

/** `lastUsedAt` is exact to a minute, so that reading does not write each time. */
const USE_NOTED_EVERY = 60_000

/** A key's viewer, with `noteUse` set when its last use is worth writing down; call it after answering. */
export interface KeyInUse extends SignedIn {
  readonly noteUse: (() => Promise<void>) | null
}

interface KeyRow {
  readonly id: number
  readonly organization_id: number
  readonly secret_hash: string
  readonly role: Role
  /** JSON; null: all that the role has. */
  readonly scopes: string | null
  readonly expires_at: number | null
  readonly revoked_at: number | null
  readonly last_used_at: number | null
  readonly created_by: number
  readonly email: string
  readonly maker_role: Role
  /** Whether whoever made it has a second factor, here or with a provider, which asks for the factors that it wants. */
  readonly maker_proven: boolean | number
  readonly policies: number
}

const keyQuery = `select k.id, k.organization_id, k.secret_hash, k.role, k.scopes, k.expires_at, k.revoked_at,
    k.last_used_at, k.created_by, u.email, m.role as maker_role, ${policyState('k.organization_id')} as policies,
    exists (select 1 from second_factor f where f.user_id = k.created_by and f.confirmed_at is not null)
      or exists (select 1 from identity i where i.user_id = k.created_by) as maker_proven
  from api_key k
  join user_account u on u.id = k.created_by
  join membership m on m.organization_id = k.organization_id and m.user_id = k.created_by
  where k.prefix = $1`

/**
 * The viewer of an API key: the person who made it, with the scopes that the key's role, its own list and its maker's
 * present role all have. Where the organization asks the role it acts in for a second factor and its maker has none, it
 * may do nothing, as its maker may not; keys of other roles go on. Null when the key is not valid (any more) or its maker
 * has left.
 */
export async function viewerOfApiKey(accounts: Accounts, secret: string, now: number): Promise<KeyInUse | null> {
  const prefix = prefixOfApiKey(secret)
  if (prefix === null) return null
  const row = await accounts.reads.first<KeyRow>(keyQuery, [prefix])
  if (!row || !secretMatches(secret, row.secret_hash)) return null
  if (row.revoked_at !== null || (row.expires_at !== null && row.expires_at <= now)) return null
  const listed: readonly Scope[] = row.scopes === null ? scopesOfRole[row.role] : JSON.parse(row.scopes)
  const accessOf = async (role: Role) => {
    const asked = { organizationId: row.organization_id, role, state: Number(row.policies) }
    return await keptAccess(accounts.reads, () => dbOf(accounts.em.fork()), asked)
  }
  const [ofKey, ofMaker] = [await accessOf(row.role), await accessOf(row.maker_role)]
  // Steps of approval ask for roles: a key does not decide as an Owner for somebody who is none (any more).
  const role = lowerRole(row.role, row.maker_role)
  const { secondFactor } = role === row.role ? ofKey : ofMaker
  const mustSetUpSecondFactor = secondFactor && !row.maker_proven
  const granted = listed.filter(scope => ofKey.scopes.includes(scope) && ofMaker.scopes.includes(scope))
  const viewer = {
    ...{ userId: row.created_by, email: row.email, organizationId: row.organization_id, role, apiKeyId: row.id },
    scopes: new Set(mustSetUpSecondFactor ? [] : granted),
    mustSetUpSecondFactor,
  }
  const stale = row.last_used_at === null || now - row.last_used_at >= USE_NOTED_EVERY
  const noteUse = () =>
    writeIn(accounts.em, accounts.gate, async db => {
      await db
        .updateTable('api_key')
        .set({ last_used_at: now })
        .where('organization_id', '=', row.organization_id)
        .where('id', '=', row.id)
        .execute()
    })
  return { viewer, sessionId: null, noteUse: stale ? noteUse : null }
}
