import type { RequestOrigin } from '../access/request-origin.ts'
import { recordEvent } from '../audit/record-event.ts'
import { dbOf } from '../db/tables.ts'
import { writeIn } from '../db/write-in.ts'
import type { Accounts } from './accounts.ts'
import { issueTokens, type SessionTokens } from './issue-tokens.ts'
import { passwordMatches } from './password.ts'
import { newRefreshToken } from './refresh-token.ts'
import { secretHash } from './secret-hash.ts'
import { countAttempt, forgetAttempts } from './sign-in-throttle.ts'

export interface SignInRequest {
  readonly email: string
  readonly password: string
  /** Name of the organization, for people who belong to several; null: the one they joined first. */
  readonly organization: string | null
  readonly origin?: RequestOrigin | undefined
}

export type SignInOutcome =
  | { readonly type: 'Session'; readonly tokens: SessionTokens }
  /** `recordRefusal` writes it to the log of the account's organization; call it after answering. */
  | { readonly type: 'InvalidCredentials'; readonly recordRefusal: () => Promise<void> }
  | { readonly type: 'TooManyAttempts'; readonly retryAfterSeconds: number }

/**
 * Checks a password and opens a session. A wrong password, an unknown address and an organization one does not belong
 * to are the same answer after the same work.
 */
export async function signIn(accounts: Accounts, request: SignInRequest, now: number): Promise<SignInOutcome> {
  const wait = await writeIn(accounts.em, accounts.gate, db => countAttempt(db, request.email, now))
  if (wait > 0) return { type: 'TooManyAttempts', retryAfterSeconds: Math.ceil(wait / 1000) }
  const person = await findPerson(accounts, request)
  if (!(await passwordMatches(person.member?.passwordHash ?? null, request.password)) || !person.member)
    return {
      type: 'InvalidCredentials',
      recordRefusal: () => recordRefusal(accounts, person.belongsTo, request.origin, now),
    }
  return { type: 'Session', tokens: await openSession(accounts, person.member, request, now) }
}

interface SigningIn {
  readonly userId: number
  readonly organizationId: number
  readonly role: 'OWNER' | 'ADMIN' | 'MANAGER' | 'ANALYST' | 'VIEWER'
  readonly passwordHash: string
}

async function findPerson(accounts: Accounts, request: SignInRequest) {
  const memberships = await dbOf(accounts.em.fork())
    .selectFrom('user_account as u')
    .innerJoin('membership as m', 'm.user_id', 'u.id')
    .innerJoin('organization as o', 'o.id', 'm.organization_id')
    .where('u.email', '=', request.email.trim().toLowerCase())
    .orderBy('m.created_at')
    .orderBy('m.organization_id')
    .select([
      'u.id as userId',
      'u.password_hash as passwordHash',
      'm.organization_id as organizationId',
      'm.role',
      'o.name',
    ])
    .execute()
  const named = request.organization?.trim()
  const member = memberships.find(membership => !named || membership.name === named)
  return { member: member as SigningIn | undefined, belongsTo: memberships[0] }
}

async function openSession(
  accounts: Accounts,
  member: SigningIn,
  { email, origin }: SignInRequest,
  now: number,
): Promise<SessionTokens> {
  const { organizationId, userId } = member
  const sessionId = accounts.random(16).toString('base64url')
  const refreshToken = newRefreshToken(organizationId, sessionId, accounts.random)
  const refreshExpiresAt = now + accounts.sessionLife
  await writeIn(accounts.em, accounts.gate, async db => {
    const event = { at: now, action: 'session.opened', subject: `User:${userId}` }
    await recordEvent(db, organizationId, { ...member, origin }, event)
    await forgetAttempts(db, email)
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
      })
      .execute()
  })
  return await issueTokens(accounts, { organizationId, sessionId, refreshToken, refreshExpiresAt }, now)
}

/** An unknown address has no organization, hence no log. */
async function recordRefusal(
  accounts: Accounts,
  account: { userId: number; organizationId: number } | undefined,
  origin: RequestOrigin | undefined,
  now: number,
): Promise<void> {
  if (!account) return
  await writeIn(accounts.em, accounts.gate, db =>
    recordEvent(
      db,
      account.organizationId,
      { userId: null, role: null, origin },
      {
        at: now,
        action: 'session.refused',
        subject: `User:${account.userId}`,
      },
    ),
  )
}
