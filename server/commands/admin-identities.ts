import type { Accounts } from '../accounts/accounts.ts'
import { recordForPerson } from '../accounts/record-for-person.ts'
import { endSessions } from '../accounts/sessions/end-sessions.ts'
import { dbOf } from '../db/tables.ts'
import { writeIn } from '../db/write-in.ts'
import { BadInput } from '../errors.ts'
import { knownAccount } from './admin-people.ts'

/**
 * Takes an account from whoever of a provider has it, so that the next one whose address it is gets it: a person whom
 * the provider knows anew. Their sessions end.
 */
export async function dropIdentities(accounts: Accounts, address: string, now: number) {
  const email = address.trim().toLowerCase()
  const doing = 'Unlinking the identity'
  const { userId } = await knownAccount(dbOf(accounts.em.fork()), doing, email)
  return await writeIn(accounts.em, accounts.gate, async db => {
    const dropped = await db.deleteFrom('identity').where('user_id', '=', userId).returning('issuer').execute()
    if (dropped.length === 0) throw new BadInput(`${doing}: ${email} does not sign in with a provider`)
    const issuers = dropped.map(row => row.issuer)
    const endedSessions = await endSessions(db, { userId, organizationId: null, except: null }, now)
    const details = { issuers, endedSessions }
    await recordForPerson(db, userId, null, { at: now, action: 'identity.unlinked', details })
    return { email, issuers, endedSessions }
  })
}
