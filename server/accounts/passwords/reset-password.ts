import type { Db } from '../../db/tables.ts'
import { hashPassword } from '../password.ts'
import { recordForPerson } from '../record-for-person.ts'
import { endSessions } from '../sessions/end-sessions.ts'
import { forgetAttempts } from '../sign-in-throttle.ts'
import { checkPassword } from './check-password.ts'
import { ownWordsOf } from './own-words.ts'

/** The hash of a password that whoever runs the server sets for a person, or a clear refusal of it. */
export async function passwordForReset(db: Db, userId: number, password: string): Promise<string> {
  await checkPassword('Resetting the password', password, await ownWordsOf(db, userId))
  return await hashPassword(password)
}

/** Sets it, inside the caller's transaction; all sessions of the person end, and waits after failures are over. */
export async function resetPassword(
  db: Db,
  { userId, email, passwordHash }: { userId: number; email: string; passwordHash: string },
  now: number,
): Promise<number> {
  await forgetAttempts(db, email)
  await db.updateTable('user_account').set({ password_hash: passwordHash }).where('id', '=', userId).execute()
  const endedSessions = await endSessions(db, { userId, organizationId: null, except: null }, now)
  await recordForPerson(db, userId, null, { at: now, action: 'password.reset', details: { endedSessions } })
  return endedSessions
}
