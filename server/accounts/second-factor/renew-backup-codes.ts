import { dbOf } from '../../db/tables.ts'
import { BadInput } from '../../errors.ts'
import type { Accounts } from '../accounts.ts'
import { accountOf, withProof } from '../prove-account.ts'
import { recordForPerson } from '../record-for-person.ts'
import { newBackupCodeSet, storeBackupCodes } from './backup-codes.ts'
import type { NewBackupCodes } from './confirm-second-factor.ts'
import type { OwnProof } from './remove-second-factor.ts'

/** New backup codes in the place of all earlier ones, for password and code. They are shown once. */
export async function renewBackupCodes(
  accounts: Accounts,
  { userId, origin, ...proof }: OwnProof,
  now: number,
): Promise<NewBackupCodes> {
  const account = await accountOf(dbOf(accounts.em.fork()), userId)
  if (!account.factor) throw new BadInput('Renewing backup codes: there is no second factor; set one up first')
  const set = await newBackupCodeSet(accounts.random)
  return await withProof(accounts, account, { email: account.email, ...proof }, now, async db => {
    await storeBackupCodes(db, userId, set)
    await recordForPerson(db, userId, { origin }, { at: now, action: 'second_factor.backup_codes_renewed' })
    return { type: 'BackupCodes', codes: set.codes } as const
  })
}
