import type { RequestOrigin } from '../access/request-origin.ts'
import { recordEvent } from '../audit/record-event.ts'
import { dbOf } from '../db/tables.ts'
import { writeIn } from '../db/write-in.ts'
import type { Accounts } from './accounts.ts'
import { issueTokens, type SessionTokens } from './issue-tokens.ts'
import { type SigningIn, storeSession } from './open-session.ts'
import { accountByEmail, withProof } from './prove-account.ts'

export interface SignInRequest {
  readonly email: string
  readonly password: string
  /** Of the authenticator app, or a backup code; null: none was given. */
  readonly code: string | null
  /** Name of the organization, for people who belong to several; null: the one they joined first. */
  readonly organization: string | null
  readonly origin?: RequestOrigin | undefined
}

export type SignInOutcome =
  | { readonly type: 'Session'; readonly tokens: SessionTokens }
  /** `recordRefusal` writes it to the log of the account's organization; call it after answering. */
  | { readonly type: 'InvalidCredentials'; readonly recordRefusal: () => Promise<void> }
  | { readonly type: 'MfaRequired' }
  /** `refused`: whose account it would have been; null: nobody's. */
  | { readonly type: 'TooManyAttempts'; readonly retryAfterSeconds: number; readonly refused: SigningIn | null }

/**
 * Checks password and second factor and opens a session. A wrong password, an unknown address and an organization one
 * does not belong to are the same answer after the same work.
 */
export async function signIn(accounts: Accounts, request: SignInRequest, now: number): Promise<SignInOutcome> {
  const { origin } = request
  const { account, member, belongsTo } = await findPerson(accounts, request)
  const outcome = await withProof(accounts, member ? account : null, request, now, async (db, { by }) => ({
    type: 'Stored' as const,
    session: await storeSession(accounts, db, member as SigningIn, { origin, by }, now),
  }))
  if (outcome.type === 'Stored') return { type: 'Session', tokens: await issueTokens(accounts, outcome.session, now) }
  if (outcome.type === 'TooManyAttempts') return { ...outcome, refused: belongsTo ?? null }
  if (outcome.type !== 'InvalidCredentials') return outcome
  const { type, wrong } = outcome
  return { type, recordRefusal: () => recordRefusal(accounts, belongsTo, { wrong, origin }, now) }
}

async function findPerson(accounts: Accounts, request: SignInRequest) {
  const db = dbOf(accounts.em.fork())
  const account = await accountByEmail(db, request.email)
  const memberships = await db
    .selectFrom('membership as m')
    .innerJoin('organization as o', 'o.id', 'm.organization_id')
    .where('m.user_id', '=', account?.userId ?? -1)
    .orderBy('m.created_at')
    .orderBy('m.organization_id')
    .select(['m.user_id as userId', 'm.organization_id as organizationId', 'm.role', 'o.name'])
    .execute()
  const named = request.organization?.trim()
  const member: SigningIn | undefined = memberships.find(membership => !named || membership.name === named)
  return { account, member, belongsTo: memberships[0] }
}

/** An unknown address has no organization, hence no log. */
async function recordRefusal(
  accounts: Accounts,
  account: SigningIn | undefined,
  { wrong, origin }: { wrong: 'password' | 'code'; origin: RequestOrigin | undefined },
  now: number,
): Promise<void> {
  if (!account) return
  await writeIn(accounts.em, accounts.gate, db =>
    recordEvent(
      db,
      account.organizationId,
      { userId: null, role: null, origin },
      { at: now, action: 'session.refused', subject: `User:${account.userId}`, details: { wrong } },
    ),
  )
}
