import type { Viewer } from '../access/policy.ts'
import { dbOf } from '../db/tables.ts'
import { scopesByPolicy } from '../governance/scopes-by-policy.ts'
import { readAccessToken } from './access-token.ts'
import type { Accounts } from './accounts.ts'

/** Who holds an access token, and by which session. */
export interface SignedIn {
  readonly viewer: Viewer
  readonly sessionId: string | null
}

/**
 * The viewer of an access token; null when the token, its session or the membership is not valid (any more). The
 * session is looked up each time, so that signing out ends access tokens too.
 */
export async function viewerOfSession(accounts: Accounts, token: string, now: number): Promise<SignedIn | null> {
  const claims = await readAccessToken(accounts.signingKey, token, now)
  if (!claims) return null
  const db = dbOf(accounts.em.fork())
  const row = await db
    .selectFrom('session as s')
    .innerJoin('user_account as u', 'u.id', 's.user_id')
    .innerJoin('membership as m', join =>
      join.onRef('m.organization_id', '=', 's.organization_id').onRef('m.user_id', '=', 's.user_id'),
    )
    .where('s.organization_id', '=', claims.organizationId)
    .where('s.id', '=', claims.sessionId)
    .where('s.revoked_at', 'is', null)
    .where('s.expires_at', '>', now)
    .select(['u.id', 'u.email', 'm.role'])
    .executeTakeFirst()
  if (!row) return null
  const viewer = {
    userId: row.id,
    email: row.email,
    organizationId: claims.organizationId,
    role: row.role,
    scopes: new Set(await scopesByPolicy(db, claims.organizationId, row.role)),
    apiKeyId: null,
  }
  return { viewer, sessionId: claims.sessionId }
}
