import type { Db } from '../../db/tables.ts'
import { ExpectedError } from '../../errors.ts'
import { recordForPerson } from '../record-for-person.ts'
import { openSecret } from '../sealed-secret.ts'
import { backupCodeHash, backupCodeOf } from './backup-codes.ts'
import { sealedFor } from './second-factor-record.ts'
import { digitsOf, stepOfCode } from './totp.ts'

/** What a confirmed second factor is checked with. */
export interface StoredFactor {
  readonly userId: number
  readonly secret: string
  readonly backupSalt: string | null
}

/** A code that fits. It is not used up yet. */
export interface FittingCode {
  /** Uses it up, in the transaction of what it is for; false: somebody was quicker, or it was used before. */
  readonly spend: (db: Db) => Promise<boolean>
}

/**
 * Looks at a code of the app or a backup code; null: it is neither. The slow part happens here, outside of any
 * transaction; that it works once is seen to by `spend`.
 */
export async function checkCode(
  secretsKey: Uint8Array,
  factor: StoredFactor,
  code: string,
  now: number,
): Promise<FittingCode | null> {
  const digits = digitsOf(code)
  if (digits !== null) {
    const step = stepOfCode(openedSecret(secretsKey, factor), digits, now)
    return step === null ? null : { spend: db => spendStep(db, factor.userId, step) }
  }
  const backup = backupCodeOf(code)
  if (backup === null || factor.backupSalt === null) return null
  const hash = await backupCodeHash(backup, factor.backupSalt)
  return { spend: db => spendBackupCode(db, factor.userId, hash, now) }
}

export function openedSecret(secretsKey: Uint8Array, { userId, secret }: StoredFactor): string {
  const opened = openSecret(secretsKey, secret, sealedFor(userId))
  // Said to somebody who has shown the password, so it tells nobody else that there is a second factor.
  if (opened === null)
    throw new ExpectedError(
      'SECOND_FACTOR_UNREADABLE',
      'Checking the code: the server has lost the key of its stored secrets; use a backup code, or have the second factor removed by whoever runs the server (npm run admin -- remove-second-factor)',
    )
  return opened
}

/** Uses up a time step and all before it: a code that was looked over someone's shoulder is worth nothing. */
export async function spendStep(db: Db, userId: number, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('second_factor')
    .set({ last_step: step })
    .where('user_id', '=', userId)
    .where('last_step', '<', step)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

async function spendBackupCode(db: Db, userId: number, hash: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('backup_code')
    .set({ used_at: now })
    .where('user_id', '=', userId)
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return false
  await recordForPerson(db, userId, { origin: undefined }, { at: now, action: 'second_factor.backup_code_used' })
  return true
}
