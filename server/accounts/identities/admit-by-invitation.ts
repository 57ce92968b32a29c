import type { RequestOrigin } from '../../access/request-origin.ts'
import { type Db, dbOf } from '../../db/tables.ts'
import { writeIn } from '../../db/write-in.ts'
import type { Accounts } from '../accounts.ts'
import { admitInvited } from '../invitations/admit-invited.ts'
import { invitationsOfEmail } from '../invitations/find-invitation.ts'
import { recordForPerson } from '../record-for-person.ts'
import { deleteSecondFactor } from '../second-factor/second-factor-record.ts'
import { linkIdentity } from './identity-link.ts'
import type { ProviderEmail, ProviderPerson } from './provider-person.ts'

export interface Invited {
  readonly person: ProviderPerson
  /** Verified by the provider. */
  readonly email: ProviderEmail
  /** The account there is; null: one is made. */
  readonly userId: number | null
  readonly origin: RequestOrigin | undefined
}

/** Something changed meanwhile: takes back what the transaction has done. */
class NotAdmitted extends Error {}

/**
 * Takes up the newest open invitation of somebody who belongs nowhere: the provider's word for the address stands for
 * the link that was passed on. Answers the account; null: there is no invitation.
 */
export async function admitByInvitation(accounts: Accounts, invited: Invited, now: number): Promise<number | null> {
  const { em, gate } = accounts
  const { person, email, origin } = invited
  const address = email.address.trim().toLowerCase()
  const [invitation] = await invitationsOfEmail(dbOf(em.fork()), address, now)
  if (!invitation) return null
  try {
    return await writeIn(em, gate, async db => {
      const account = { email: address, name: email.name ?? address }
      const userId = invited.userId ?? (await newAccount(db, account, now))
      if (!(await linkIdentity(db, person, userId, now))) throw new NotAdmitted()
      if (invited.userId !== null) await forgetProofs(db, userId)
      if (!(await admitInvited(db, invitation, { userId, origin }, now))) throw new NotAdmitted()
      const details = { issuer: person.issuer }
      await recordForPerson(db, userId, { origin }, { at: now, action: 'identity.linked', details })
      return userId
    })
  } catch (error) {
    if (error instanceof NotAdmitted) return null
    throw error
  }
}

/**
 * Nobody ever made sure that whoever chose the password of an account has its address: another organization may have
 * invited the address and taken the account for itself. The provider has made sure, so the password and second factor
 * of before open nothing in the organization that the person joins now.
 */
async function forgetProofs(db: Db, userId: number): Promise<void> {
  await deleteSecondFactor(db, userId)
  await db.updateTable('user_account').set({ password_hash: '' }).where('id', '=', userId).execute()
}

/** An account without a password: the person signs in with the provider only. */
async function newAccount(db: Db, { email, name }: { email: string; name: string }, now: number): Promise<number> {
  const made = await db
    .insertInto('user_account')
    .values({ email, name, password_hash: '', created_at: now })
    .onConflict(conflict => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new NotAdmitted()
  return made.id
}
