import type { RequestOrigin } from '../../access/request-origin.ts'
import { recordEvent } from '../../audit/record-event.ts'
import type { SessionMethod } from '../../db/entities/session.ts'
import { type Db, dbOf } from '../../db/tables.ts'
import { writeIn } from '../../db/write-in.ts'
import type { Accounts } from '../accounts.ts'
import { issueTokens, type SessionTokens } from '../issue-tokens.ts'
import { type StoredSession, storeSession } from '../open-session.ts'
import { hashPassword } from '../password.ts'
import { checkPassword } from '../passwords/check-password.ts'
import { findPerson } from '../people/person.ts'
import { accountByEmail, type Unproven, withProof } from '../prove-account.ts'
import { admitInvited } from './admit-invited.ts'
import { findInvitation, type OpenInvitation } from './find-invitation.ts'

export interface Acceptance {
  readonly token: string
  /** What a new person is called; whoever has an account keeps theirs. */
  readonly name: string
  /** A new person's choice, or that of the account there is. */
  readonly password: string
  /** Of the second factor of the account there is. */
  readonly code: string | null
  readonly origin: RequestOrigin | undefined
}

export type AcceptanceOutcome =
  | { readonly type: 'Session'; readonly tokens: SessionTokens }
  | { readonly type: 'InvalidInvitation' }
  /** `recordRefusal` writes it to the log of the organization that invites; call it after answering. */
  | (Extract<Unproven, { type: 'InvalidCredentials' }> & { readonly recordRefusal: () => Promise<void> })
  /** `refused`: the invitation, in the organization that invites. */
  | (Extract<Unproven, { type: 'TooManyAttempts' }> & { readonly refused: { organizationId: number; subject: string } })
  | Extract<Unproven, { type: 'MfaRequired' }>

/**
 * Accepts an invitation: makes an account, or takes the one that the address has, whose password has to be shown; the
 * two are asked for alike, so that an invitation does not tell which addresses have an account. Then opens a session.
 * Throws WeakPassword.
 */
export async function acceptInvitation(
  accounts: Accounts,
  acceptance: Acceptance,
  now: number,
): Promise<AcceptanceOutcome> {
  const db = dbOf(accounts.em.fork())
  const { token, name, password, code } = acceptance
  const invitation = await findInvitation(db, token, now)
  if (!invitation) return { type: 'InvalidInvitation' }
  const { email } = invitation
  await checkPassword('Accepting the invitation', password, [email, name, invitation.organization])
  const account = await accountByEmail(db, email)
  const outcome = account
    ? await withProof(accounts, account, { email, password, code }, now, (inner, { by }) =>
        join(accounts, inner, { invitation, userId: account.userId, by, origin: acceptance.origin }, now),
      )
    : await joinAsNew(accounts, invitation, acceptance, now)
  if (outcome === null) return { type: 'InvalidInvitation' }
  if ('type' in outcome) {
    if (outcome.type === 'MfaRequired') return outcome
    if (outcome.type === 'TooManyAttempts') {
      const { organizationId, id } = invitation
      return { ...outcome, refused: { organizationId, subject: `Invitation:${id}` } }
    }
    const { wrong } = outcome
    const recordRefusal = () => recordRefused(accounts, invitation, { wrong, origin: acceptance.origin }, now)
    return { ...outcome, recordRefusal }
  }
  return { type: 'Session', tokens: await issueTokens(accounts, outcome, now) }
}

interface Joining {
  readonly invitation: OpenInvitation
  readonly userId: number
  readonly by: SessionMethod
  readonly origin: RequestOrigin | undefined
}

async function join(
  accounts: Accounts,
  db: Db,
  { invitation, userId, by, origin }: Joining,
  now: number,
): Promise<StoredSession | null> {
  if (!(await admitInvited(db, invitation, { userId, origin }, now))) return null
  const { organizationId } = invitation
  const person = await findPerson(db, organizationId, userId)
  return person ? await storeSession(accounts, db, { ...person, organizationId }, { origin, by }, now) : null
}

/** The invitation was used or revoked meanwhile: takes back the account that was made for it. */
class InvitationGone extends Error {}

async function joinAsNew(
  accounts: Accounts,
  invitation: OpenInvitation,
  { name, password, origin }: Acceptance,
  now: number,
): Promise<StoredSession | null> {
  const passwordHash = await hashPassword(password)
  try {
    return await writeIn(accounts.em, accounts.gate, async db => {
      const made = await db
        .insertInto('user_account')
        .values({ email: invitation.email, name, password_hash: passwordHash, created_at: now })
        .onConflict(conflict => conflict.column('email').doNothing())
        .returning('id')
        .executeTakeFirst()
      const stored = made && (await join(accounts, db, { invitation, userId: made.id, by: 'PASSWORD', origin }, now))
      if (!stored) throw new InvitationGone()
      return stored
    })
  } catch (error) {
    if (error instanceof InvitationGone) return null
    throw error
  }
}

async function recordRefused(
  { em, gate }: Accounts,
  { organizationId, id }: OpenInvitation,
  { wrong, origin }: { readonly wrong: 'password' | 'code'; readonly origin: RequestOrigin | undefined },
  now: number,
): Promise<void> {
  const event = { at: now, action: 'invitation.refused', subject: `Invitation:${id}`, details: { wrong } }
  await writeIn(em, gate, db => recordEvent(db, organizationId, { userId: null, role: null, origin }, event))
}
