import type { RequestOrigin } from '../../access/request-origin.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { type Db, dbOf } from '../../db/tables.ts'
import { writeIn } from '../../db/write-in.ts'
import type { Accounts } from '../accounts.ts'
import { recordForPerson } from '../record-for-person.ts'
import { admitByInvitation } from './admit-by-invitation.ts'
import { linkIdentity, noteUse, userOfIdentity } from './identity-link.ts'
import type { ProviderPerson } from './provider-person.ts'

/** Why a person gets no account; what the page says depends on the first only, which the provider told. */
export type NotIdentified = 'EMAIL_NOT_VERIFIED' | 'NO_MEMBERSHIP' | 'OTHER_IDENTITY' | 'UNKNOWN_PERSON'

export type Identified =
  | { readonly type: 'Account'; readonly userId: number }
  /** `recordRefusal` writes it to the logs of the account's organizations, where there is one; call it after answering. */
  | { readonly type: 'Refused'; readonly reason: NotIdentified; readonly recordRefusal: () => Promise<void> }

/**
 * Whose account a person of the provider has. At the first time the account of the same address is theirs, if the
 * provider has made sure of the address, the account belongs somewhere, and nobody else of the provider has it. Nobody
 * is made out of thin air: whoever belongs nowhere needs an open invitation of that address.
 */
export async function identify(
  accounts: Accounts,
  person: ProviderPerson,
  origin: RequestOrigin | undefined,
  now: number,
): Promise<Identified> {
  const db = dbOf(accounts.em.fork())
  const refused = (reason: NotIdentified, userId: number | null): Identified => ({
    type: 'Refused',
    reason,
    recordRefusal: () => recordRefusal(accounts, { userId, reason, origin }, now),
  })
  const known = await userOfIdentity(db, person)
  if (known !== null && (await belongsSomewhere(db, known))) {
    await writeIn(accounts.em, accounts.gate, inner => noteUse(inner, person, now))
    return { type: 'Account', userId: known }
  }
  const email = await person.email()
  const userId = known ?? (email && (await accountOf(db, email.address)))
  if (!email?.verified) return refused('EMAIL_NOT_VERIFIED', userId)
  if (userId === null || !(await belongsSomewhere(db, userId))) {
    const admitted = await admitByInvitation(accounts, { person, email, userId, origin }, now)
    if (admitted !== null) return { type: 'Account', userId: admitted }
    return refused(userId === null ? 'UNKNOWN_PERSON' : 'NO_MEMBERSHIP', null)
  }
  const linked = await writeIn(accounts.em, accounts.gate, async inner => {
    // The same person may come twice at once: the second finds it done.
    if ((await userOfIdentity(inner, person)) === userId) return true
    if (!(await linkIdentity(inner, person, userId, now))) return false
    const details = { issuer: person.issuer }
    await recordForPerson(inner, userId, { origin }, { at: now, action: 'identity.linked', details })
    return true
  })
  return linked ? { type: 'Account', userId } : refused('OTHER_IDENTITY', userId)
}

async function accountOf(db: Db, address: string): Promise<number | null> {
  const email = address.trim().toLowerCase()
  return (await db.selectFrom('user_account').select('id').where('email', '=', email).executeTakeFirst())?.id ?? null
}

const belongsSomewhere = async (db: Db, userId: number): Promise<boolean> =>
  (await db.selectFrom('membership').select('user_id').where('user_id', '=', userId).executeTakeFirst()) !== undefined

interface Refusal {
  readonly userId: number | null
  readonly reason: NotIdentified
  readonly origin: RequestOrigin | undefined
}

/** Not in the name of the account: whoever came has not shown that it is theirs. */
async function recordRefusal(accounts: Accounts, { userId, reason, origin }: Refusal, now: number): Promise<void> {
  if (userId === null) return
  await writeIn(accounts.em, accounts.gate, async db => {
    const memberships = await db
      .selectFrom('membership')
      .select('organization_id')
      .where('user_id', '=', userId)
      .orderBy('organization_id')
      .execute()
    for (const { organization_id } of memberships)
      await recordEvent(
        db,
        organization_id,
        { userId: null, role: null, origin },
        { at: now, action: 'session.refused', subject: `User:${userId}`, details: { by: 'PROVIDER', reason } },
      )
  })
}
