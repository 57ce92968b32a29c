import type { Role } from '../access/policy.ts'
import type { RequestOrigin } from '../access/request-origin.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { SessionMethod } from '../db/entities/session.ts'
import type { Db } from '../db/tables.ts'
import { writeIn } from '../db/write-in.ts'
import type { Accounts } from './accounts.ts'
import { issueTokens, type SessionTokens } from './issue-tokens.ts'
import { newRefreshToken } from './refresh-token.ts'
import { secretHash } from './secret-hash.ts'

/** Somebody who has shown who they are, and where they belong. */
export interface SigningIn {
  readonly userId: number
  readonly organizationId: number
  readonly role: Role
}

export interface NewSession {
  readonly origin?: RequestOrigin | undefined
  /** How the person showed who they are; stands in the audit log. */
  readonly by: SessionMethod
  /** Written in the same transaction, after its entry in the log. */
  readonly alongside?: (db: Db) => Promise<void>
}

/** Opens a session of somebody who has shown who they are. */
export async function openSession(
  accounts: Accounts,
  member: SigningIn,
  { alongside, ...session }: NewSession,
  now: number,
): Promise<SessionTokens> {
  const opened = await writeIn(accounts.em, accounts.gate, async db => {
    const stored = await storeSession(accounts, db, member, session, now)
    await alongside?.(db)
    return stored
  })
  return await issueTokens(accounts, opened, now)
}

/** A session that is stored; `issueTokens` makes its tokens once the transaction has ended. */
export interface StoredSession {
  readonly organizationId: number
  readonly sessionId: string
  readonly refreshToken: string
  readonly refreshExpiresAt: number
}

/** The part of opening a session that is written, inside the caller's transaction. */
export async function storeSession(
  accounts: Pick<Accounts, 'random' | 'sessionLife'>,
  db: Db,
  { organizationId, userId, role }: SigningIn,
  { origin, by }: Omit<NewSession, 'alongside'>,
  now: number,
): Promise<StoredSession> {
  const sessionId = accounts.random(16).toString('base64url')
  const refreshToken = newRefreshToken(organizationId, sessionId, accounts.random)
  const refreshExpiresAt = now + accounts.sessionLife
  const event = { at: now, action: 'session.opened', subject: `User:${userId}`, details: { by } }
  await recordEvent(db, organizationId, { userId, role, origin }, event)
  await db
    .insertInto('session')
    .values({
      organization_id: organizationId,
      id: sessionId,
      user_id: userId,
      refresh_hash: secretHash(refreshToken),
      rotation: 0,
      created_at: now,
      expires_at: refreshExpiresAt,
      revoked_at: null,
      method: by,
      address: origin?.address ?? null,
      user_agent: origin?.userAgent?.slice(0, 300).toWellFormed() ?? null,
      last_used_at: now,
    })
    .execute()
  return { organizationId, sessionId, refreshToken, refreshExpiresAt }
}
