import type { RequestOrigin } from '../access/request-origin.ts'
import { recordEvent } from '../audit/record-event.ts'
import { writeIn } from '../db/write-in.ts'
import type { Accounts } from './accounts.ts'
import { issueTokens, type SessionTokens } from './issue-tokens.ts'
import { newRefreshToken, sessionOfRefreshToken } from './refresh-token.ts'
import { secretHash, secretMatches } from './secret-hash.ts'

/**
 * Exchanges a refresh token for new tokens; each works once. One that was used before ends its session, as either its
 * owner or a thief holds the newer one. Null: not valid (any more).
 */
export async function refreshSession(
  accounts: Accounts,
  token: string,
  now: number,
  origin?: RequestOrigin,
): Promise<SessionTokens | null> {
  const named = sessionOfRefreshToken(token)
  if (!named) return null
  const { organizationId, sessionId } = named
  const refreshToken = newRefreshToken(organizationId, sessionId, accounts.random)
  const refreshExpiresAt = now + accounts.sessionLife
  const renewed = await writeIn(accounts.em, accounts.gate, async db => {
    const session = await db
      .updateTable('session')
      .set(eb => ({ rotation: eb('rotation', '+', 1) }))
      .where('organization_id', '=', organizationId)
      .where('id', '=', sessionId)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now)
      .returningAll()
      .executeTakeFirst()
    if (!session) return false
    const genuine = secretMatches(token, session.refresh_hash)
    await db
      .updateTable('session')
      .set(genuine ? { refresh_hash: secretHash(refreshToken), expires_at: refreshExpiresAt } : { revoked_at: now })
      .where('organization_id', '=', organizationId)
      .where('id', '=', sessionId)
      .execute()
    if (!genuine)
      await recordEvent(
        db,
        organizationId,
        { userId: session.user_id, role: null, origin },
        {
          at: now,
          action: 'session.reuse_detected',
          subject: `User:${session.user_id}`,
        },
      )
    return genuine
  })
  return renewed
    ? await issueTokens(accounts, { organizationId, sessionId, refreshToken, refreshExpiresAt }, now)
    : null
}
