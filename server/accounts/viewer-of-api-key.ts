import { type Scope, scopesOfRole } from '../access/policy.ts'
import { dbOf } from '../db/tables.ts'
import { writeIn } from '../db/write-in.ts'
import { scopesByPolicy } from '../governance/scopes-by-policy.ts'
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

/**
 * The viewer of an API key: the person who made it, with the scopes that the key's role, its own list and its maker's
 * present role all have. Null when the key is not valid (any more) or its maker has left.
 */
export async function viewerOfApiKey(accounts: Accounts, secret: string, now: number): Promise<KeyInUse | null> {
  const prefix = prefixOfApiKey(secret)
  if (prefix === null) return null
  const db = dbOf(accounts.em.fork())
  const row = await db
    .selectFrom('api_key as k')
    .innerJoin('user_account as u', 'u.id', 'k.created_by')
    .innerJoin('membership as m', join =>
      join.onRef('m.organization_id', '=', 'k.organization_id').onRef('m.user_id', '=', 'k.created_by'),
    )
    .where('k.prefix', '=', prefix)
    .selectAll('k')
    .select(['u.email', 'm.role as makerRole'])
    .executeTakeFirst()
  if (!row || !secretMatches(secret, row.secret_hash)) return null
  if (row.revoked_at !== null || (row.expires_at !== null && row.expires_at <= now)) return null
  const listed: readonly Scope[] = row.scopes === null ? scopesOfRole[row.role] : JSON.parse(row.scopes)
  const ofKey = await scopesByPolicy(db, row.organization_id, row.role)
  const ofMaker = await scopesByPolicy(db, row.organization_id, row.makerRole)
  const viewer = {
    userId: row.created_by,
    email: row.email,
    organizationId: row.organization_id,
    role: row.role,
    scopes: new Set(listed.filter(scope => ofKey.includes(scope) && ofMaker.includes(scope))),
    apiKeyId: row.id,
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
