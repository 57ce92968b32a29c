import type { Role, Viewer } from '../access/policy.ts'
import { dbOf } from '../db/tables.ts'
import { keptAccess, policyState } from '../governance/kept-access.ts'
import { readAccessToken } from './access-token.ts'
import type { Accounts } from './accounts.ts'

/** Who holds an access token, and by which session. */
export interface SignedIn {
  readonly viewer: Viewer
  readonly sessionId: string | null
}

interface SessionRow {
  readonly id: number
  readonly email: string
  readonly role: Role
  readonly method: string | null
  /** When the person's second factor was set up; null: there is none. */
  readonly confirmed_at: number | null
  readonly policies: number
  readonly expires_at: number
}

const sessionQuery = `select u.id, u.email, m.role, s.method, s.expires_at, ${policyState('s.organization_id')} as policies,
    (select f.confirmed_at from second_factor f where f.user_id = u.id) as confirmed_at
  from session s
  join user_account u on u.id = s.user_id
  join membership m on m.organization_id = s.organization_id and m.user_id = s.user_id
  where s.organization_id = $1 and s.id = $2 and s.revoked_at is null`

/**
 * The viewer of an access token; null when the token, its session or the membership is not valid (any more). The
 * session is looked up each time, so that signing out ends access tokens too.
 */
export async function viewerOfSession(accounts: Accounts, token: string, now: number): Promise<SignedIn | null> {
  const claims = await readAccessToken(accounts.signingKey, token, now)
  if (!claims) return null
  const { organizationId, sessionId } = claims
  const row = await accounts.reads.first<SessionRow>(sessionQuery, [organizationId, sessionId])
  // Not asked in SQL: the row stays the same from one moment to the next, and may be kept.
  if (!row || Number(row.expires_at) <= now) return null
  const { role } = row
  const asked = { organizationId, role, state: Number(row.policies) }
  const { scopes, secondFactor } = await keptAccess(accounts.reads, () => dbOf(accounts.em.fork()), asked)
  // A provider asks for the factors that it wants.
  const mustSetUpSecondFactor = secondFactor && row.confirmed_at === null && row.method !== 'PROVIDER'
  const viewer = {
    ...{ userId: row.id, email: row.email, organizationId, role, apiKeyId: null },
    scopes: new Set(mustSetUpSecondFactor ? [] : scopes),
    mustSetUpSecondFactor,
  }
  return { viewer, sessionId }
}
