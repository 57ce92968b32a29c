import type { RequestOrigin } from '../access/request-origin.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { Db } from '../db/tables.ts'
import { writeIn } from '../db/write-in.ts'
import type { Accounts } from './accounts.ts'
import { issueTokens, type SessionTokens } from './issue-tokens.ts'
import { nextRefreshToken, sessionOfRefreshToken } from './refresh-token.ts'
import { secretHash, secretMatches } from './secret-hash.ts'
import { endedSession } from './sessions/ended-session.ts'

/** How long a token that was exchanged is answered once more, in milliseconds. */
const REPEATED_WITHIN = 10_000

/**
 * Exchanges a refresh token for new tokens; each works once. One that was used before ends its session, as either its
 * owner or a thief holds the newer one (RFC 9700, 4.14.2). Null: not valid (any more).
 *
 * A request that comes twice is no theft: two tabs wake up together, or an answer is lost on its way and asked for again,
 * maybe of another process. For a few seconds the token that was exchanged last is answered with the very token that took
 * its place, as long as nobody has used that. A thief gains nothing by it: both hold the same token then, and whoever
 * comes second with it ends the session.
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
  const refreshToken = nextRefreshToken(accounts.signingKey, token, named)
  const refreshExpiresAt = await writeIn(accounts.em, accounts.gate, async db => {
    const ofSession = db
      .updateTable('session')
      .where('organization_id', '=', organizationId)
      .where('id', '=', sessionId)
    // Changes nothing: whoever else exchanges a token of the session waits here.
    const session = await ofSession
      .set(eb => ({ rotation: eb.ref('rotation') }))
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now)
      .returningAll()
      .executeTakeFirst()
    if (!session) return null
    if (secretMatches(token, session.refresh_hash)) {
      const [rotation, expiresAt] = [session.rotation + 1, now + accounts.sessionLife]
      const renewed = { rotation, refresh_hash: secretHash(refreshToken), expires_at: expiresAt, last_used_at: now }
      await ofSession.set(renewed).execute()
      return expiresAt
    }
    const wasExchangedLast = secretMatches(refreshToken, session.refresh_hash)
    if (wasExchangedLast && now - (session.last_used_at ?? 0) < REPEATED_WITHIN) return session.expires_at
    await ofSession.set(endedSession(now)).execute()
    await recordReuse(db, { organizationId, userId: session.user_id, origin }, now)
    return null
  })
  return refreshExpiresAt === null
    ? null
    : await issueTokens(accounts, { organizationId, sessionId, refreshToken, refreshExpiresAt }, now)
}

interface Reuse {
  readonly organizationId: number
  readonly userId: number
  readonly origin: RequestOrigin | undefined
}

const recordReuse = (db: Db, { organizationId, userId, origin }: Reuse, now: number) =>
  recordEvent(
    db,
    organizationId,
    { userId, role: null, origin },
    { at: now, action: 'session.reuse_detected', subject: `User:${userId}` },
  )
