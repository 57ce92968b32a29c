import type { SessionMethod } from '../db/entities/session.ts'
import type { Db } from '../db/tables.ts'
import { writeIn } from '../db/write-in.ts'
import type { Accounts } from './accounts.ts'
import { passwordMatches } from './password.ts'
import { checkCode, type FittingCode, type StoredFactor } from './second-factor/check-code.ts'
import { countAttempt, excuseAttempt, forgetAttempts } from './sign-in-throttle.ts'

/** An account as it is checked. */
export interface StoredAccount {
  readonly userId: number
  readonly passwordHash: string
  /** Null: no second factor was confirmed. */
  readonly factor: StoredFactor | null
}

export interface Proof {
  readonly email: string
  readonly password: string
  /** Of the app, or a backup code; null: none was given. */
  readonly code: string | null
}

export interface Proven {
  readonly type: 'Proven'
  readonly by: SessionMethod
}

/** Why somebody has not shown who they are. */
export type Unproven =
  | { readonly type: 'InvalidCredentials'; readonly wrong: 'password' | 'code' }
  | { readonly type: 'MfaRequired' }
  | { readonly type: 'TooManyAttempts'; readonly retryAfterSeconds: number }

/**
 * Does the work, in one transaction, for somebody who shows password and second factor of an account; null: the address
 * has none, which takes the same time and answers like a wrong password. Wrong codes count like wrong passwords. Whether
 * a code is asked for is told only to those who have the password.
 */
export async function withProof<T>(
  accounts: Accounts,
  account: StoredAccount | null,
  proof: Proof,
  now: number,
  work: (db: Db, proven: Proven) => Promise<T>,
): Promise<T | Unproven> {
  const { em, gate } = accounts
  const { email, password, code } = proof
  const wait = await writeIn(em, gate, db => countAttempt(db, email, now))
  if (wait > 0) return { type: 'TooManyAttempts', retryAfterSeconds: Math.ceil(wait / 1000) }
  if (!(await passwordMatches(account?.passwordHash ?? null, password)) || !account)
    return { type: 'InvalidCredentials', wrong: 'password' }
  if (!account.factor) return await workIn(accounts, { account, email, code: null }, work)
  if (code === null || code.trim() === '') {
    await writeIn(em, gate, db => excuseAttempt(db, email))
    return { type: 'MfaRequired' }
  }
  const fitting = await checkCode(accounts.secretsKey, account.factor, code, now)
  return fitting
    ? await workIn(accounts, { account, email, code: fitting }, work)
    : { type: 'InvalidCredentials', wrong: 'code' }
}

/** What was shown does not hold any more when it comes to the work: takes back what its transaction has done. */
class ProofOutdated extends Error {}

async function workIn<T>(
  { em, gate }: Accounts,
  { account, email, code }: { account: StoredAccount; email: string; code: FittingCode | null },
  work: (db: Db, proven: Proven) => Promise<T>,
): Promise<T | Unproven> {
  try {
    return await writeIn(em, gate, async db => {
      // Two requests with the same code, or one that was under way while the password was changed: the later one fails.
      if (code && !(await code.spend(db))) throw new ProofOutdated()
      const now = await accountByEmail(db, email)
      if (now?.passwordHash !== account.passwordHash || now.factor?.secret !== account.factor?.secret)
        throw new ProofOutdated()
      await forgetAttempts(db, email)
      return await work(db, { type: 'Proven', by: code ? 'SECOND_FACTOR' : 'PASSWORD' })
    })
  } catch (error) {
    if (error instanceof ProofOutdated) return { type: 'InvalidCredentials', wrong: code ? 'code' : 'password' }
    throw error
  }
}

/** The account of an address; null: there is none. */
export async function accountByEmail(db: Db, email: string): Promise<StoredAccount | null> {
  const row = await db
    .selectFrom('user_account as u')
    .leftJoin('second_factor as f', join => join.onRef('f.user_id', '=', 'u.id').on('f.confirmed_at', 'is not', null))
    .where('u.email', '=', email.trim().toLowerCase())
    .select(['u.id', 'u.password_hash', 'f.secret', 'f.backup_salt'])
    .executeTakeFirst()
  if (!row) return null
  const factor = row.secret === null ? null : { userId: row.id, secret: row.secret, backupSalt: row.backup_salt }
  return { userId: row.id, passwordHash: row.password_hash, factor }
}

/** The account of a person. */
export async function accountOf(db: Db, userId: number): Promise<StoredAccount & { readonly email: string }> {
  const { email } = await db
    .selectFrom('user_account')
    .select('email')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const account = await accountByEmail(db, email)
  if (!account) throw new Error(`Reading the account of user ${userId}: it has gone`)
  return { ...account, email }
}
