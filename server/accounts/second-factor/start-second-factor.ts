import type { RequestOrigin } from '../../access/request-origin.ts'
import { dbOf } from '../../db/tables.ts'
import { BadInput } from '../../errors.ts'
import type { Accounts } from '../accounts.ts'
import { accountOf, type Unproven, withProof } from '../prove-account.ts'
import { recordForPerson } from '../record-for-person.ts'
import { sealSecret } from '../sealed-secret.ts'
import { sealedFor } from './second-factor-record.ts'
import { newTotpSecret, totpUri } from './totp.ts'

export type StartedSecondFactor =
  | { readonly type: 'SecondFactorSecret'; readonly secret: string; readonly uri: string }
  | Unproven

/**
 * Begins a second factor with the password: a secret for the authenticator app, shown once. It is asked for only after
 * a first code has confirmed it. Beginning again replaces a secret that was not confirmed.
 */
export async function startSecondFactor(
  accounts: Accounts,
  { userId, password, origin }: { userId: number; password: string; origin: RequestOrigin | undefined },
  now: number,
): Promise<StartedSecondFactor> {
  const account = await accountOf(dbOf(accounts.em.fork()), userId)
  const { email } = account
  if (account.factor)
    throw new BadInput('Setting up a second factor: there is one already; turn it off before you set up another')
  const secret = newTotpSecret(accounts.random)
  const sealed = sealSecret(accounts.secretsKey, secret, sealedFor(userId), accounts.random)
  return await withProof(accounts, account, { email, password, code: null }, now, async db => {
    const begun = { secret: sealed, created_at: now, confirmed_at: null, last_step: 0, backup_salt: null }
    await db
      .insertInto('second_factor')
      .values({ user_id: userId, ...begun })
      .onConflict(conflict => conflict.column('user_id').doUpdateSet(begun))
      .execute()
    await recordForPerson(db, userId, { origin }, { at: now, action: 'second_factor.started' })
    return { type: 'SecondFactorSecret', secret, uri: totpUri(secret, email) } as const
  })
}
