import type { RequestOrigin } from '../../access/request-origin.ts'
import { dbOf } from '../../db/tables.ts'
import { BadInput } from '../../errors.ts'
import type { Accounts } from '../accounts.ts'
import { hashPassword } from '../password.ts'
import { accountOf, type Unproven, withProof } from '../prove-account.ts'
import { recordForPerson } from '../record-for-person.ts'
import { endSessions } from '../sessions/end-sessions.ts'
import { checkPassword } from './check-password.ts'
import { ownWordsOf } from './own-words.ts'

export interface PasswordChange {
  readonly userId: number
  readonly current: string
  readonly next: string
  /** Needed where the person has a second factor. */
  readonly code: string | null
  /** The session that goes on; the others end. */
  readonly sessionId: string
  readonly origin: RequestOrigin | undefined
}

/** Sets a new password for somebody who knows the present one, and ends their other sessions everywhere. */
export async function changePassword(
  accounts: Accounts,
  { userId, current, next, code, sessionId, origin }: PasswordChange,
  now: number,
): Promise<{ readonly type: 'PasswordChanged'; readonly endedSessions: number } | Unproven> {
  const db = dbOf(accounts.em.fork())
  const account = await accountOf(db, userId)
  const { email } = account
  if (next === current) throw new BadInput('Changing the password: the new one is the present one; choose another')
  await checkPassword('Changing the password', next, await ownWordsOf(db, userId))
  const passwordHash = await hashPassword(next)
  return await withProof(accounts, account, { email, password: current, code }, now, async db => {
    await db.updateTable('user_account').set({ password_hash: passwordHash }).where('id', '=', userId).execute()
    const endedSessions = await endSessions(db, { userId, organizationId: null, except: sessionId }, now)
    await recordForPerson(db, userId, { origin }, { at: now, action: 'password.changed', details: { endedSessions } })
    return { type: 'PasswordChanged', endedSessions } as const
  })
}
