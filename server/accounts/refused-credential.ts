import { dbOf } from '../db/tables.ts'
import { readAccessToken } from './access-token.ts'
import type { Accounts } from './accounts.ts'
import { prefixOfApiKey } from './api-key-secret.ts'
import { secretMatches } from './secret-hash.ts'

/** Whose credential was refused, and why. */
export interface RefusedCredential {
  readonly organizationId: number
  /** The key, or the user of the session. */
  readonly subject: string
  readonly code: 'WRONG_SECRET' | 'KEY_REVOKED' | 'KEY_EXPIRED' | 'TOKEN_EXPIRED' | 'SESSION_ENDED' | 'NOT_A_MEMBER'
}

/**
 * Where a credential that is not valid belongs, for the audit log there; null: to nobody that is known. A token counts
 * only with this server's signature, as anybody can write another organization's name into one.
 */
export async function refusedCredential(
  accounts: Accounts,
  credential: string,
  now: number,
): Promise<RefusedCredential | null> {
  const prefix = prefixOfApiKey(credential)
  return prefix === null
    ? await refusedSession(accounts, credential, now)
    : await refusedKey(accounts, prefix, credential, now)
}

async function refusedKey(
  { em }: Accounts,
  prefix: string,
  secret: string,
  now: number,
): Promise<RefusedCredential | null> {
  const key = await dbOf(em.fork()).selectFrom('api_key').selectAll().where('prefix', '=', prefix).executeTakeFirst()
  if (!key) return null
  const of = { organizationId: key.organization_id, subject: `ApiKey:${key.id}` }
  if (!secretMatches(secret, key.secret_hash)) return { ...of, code: 'WRONG_SECRET' }
  if (key.revoked_at !== null) return { ...of, code: 'KEY_REVOKED' }
  const expired = key.expires_at !== null && key.expires_at <= now
  return { ...of, code: expired ? 'KEY_EXPIRED' : 'NOT_A_MEMBER' }
}

async function refusedSession(
  { em, signingKey }: Accounts,
  token: string,
  now: number,
): Promise<RefusedCredential | null> {
  // At the beginning of time no token has expired: what is left to be wrong is its signature and shape.
  const claims = await readAccessToken(signingKey, token, 0)
  if (!claims) return null
  const { organizationId, sessionId } = claims
  const session = await dbOf(em.fork())
    .selectFrom('session')
    .select(['user_id', 'revoked_at', 'expires_at'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', sessionId)
    .executeTakeFirst()
  if (!session) return null
  const of = { organizationId, subject: `User:${session.user_id}` }
  if (session.revoked_at !== null || session.expires_at <= now) return { ...of, code: 'SESSION_ENDED' }
  const inTime = await readAccessToken(signingKey, token, now)
  return { ...of, code: inTime ? 'NOT_A_MEMBER' : 'TOKEN_EXPIRED' }
}
