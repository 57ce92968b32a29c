import type { RequestOrigin } from '../../access/request-origin.ts'
import { dbOf } from '../../db/tables.ts'
import { writeIn } from '../../db/write-in.ts'
import { BadInput } from '../../errors.ts'
import type { Accounts } from '../accounts.ts'
import type { Unproven } from '../prove-account.ts'
import { recordForPerson } from '../record-for-person.ts'
import { endSessions } from '../sessions/end-sessions.ts'
import { countAttempt, forgetAttempts } from '../sign-in-throttle.ts'
import { newBackupCodeSet, storeBackupCodes } from './backup-codes.ts'
import { openedSecret, spendStep } from './check-code.ts'
import { digitsOf, stepOfCode } from './totp.ts'

export type NewBackupCodes = { readonly type: 'BackupCodes'; readonly codes: readonly string[] } | Unproven

export interface Confirmation {
  readonly userId: number
  readonly email: string
  /** The session that goes on; the others end, as they were opened without the second factor. */
  readonly sessionId: string
  readonly code: string
  readonly origin: RequestOrigin | undefined
}

/** Turns a begun second factor on with the first code of the app. Answers backup codes, which are shown once. */
export async function confirmSecondFactor(
  accounts: Accounts,
  { userId, email, sessionId, code, origin }: Confirmation,
  now: number,
): Promise<NewBackupCodes> {
  const { em, gate } = accounts
  const factor = await dbOf(em.fork())
    .selectFrom('second_factor')
    .selectAll()
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (!factor) throw new BadInput('Confirming the second factor: none was begun; begin with your password')
  if (factor.confirmed_at !== null) throw new BadInput('Confirming the second factor: it is on already')
  const wait = await writeIn(em, gate, db => countAttempt(db, email, now))
  if (wait > 0) return { type: 'TooManyAttempts', retryAfterSeconds: Math.ceil(wait / 1000) }
  const digits = digitsOf(code)
  const secret = openedSecret(accounts.secretsKey, { userId, secret: factor.secret, backupSalt: null })
  const step = digits === null ? null : stepOfCode(secret, digits, now)
  if (step === null) return { type: 'InvalidCredentials', wrong: 'code' }
  const set = await newBackupCodeSet(accounts.random)
  return await writeIn(em, gate, async db => {
    const confirmed = await db
      .updateTable('second_factor')
      .set({ confirmed_at: now })
      .where('user_id', '=', userId)
      .where('secret', '=', factor.secret)
      .where('confirmed_at', 'is', null)
      .returning('user_id')
      .executeTakeFirst()
    // Begun anew or confirmed by another request meanwhile.
    if (!confirmed) return { type: 'InvalidCredentials', wrong: 'code' }
    await spendStep(db, userId, step)
    await storeBackupCodes(db, userId, set)
    await forgetAttempts(db, email)
    const endedSessions = await endSessions(db, { userId, organizationId: null, except: sessionId }, now)
    const event = { at: now, action: 'second_factor.turned_on', details: { endedSessions } }
    await recordForPerson(db, userId, { origin }, event)
    return { type: 'BackupCodes', codes: set.codes }
  })
}
