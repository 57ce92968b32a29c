import type { Db } from '../db/tables.ts'
import { secretHash } from './secret-hash.ts'

/** Failures that cost nothing; each one after them doubles the wait, from half a minute to a quarter of an hour. */
const FREE_FAILURES = 5
const FIRST_WAIT = 30_000
const LONGEST_WAIT = 15 * 60_000
/** Failures are forgotten after a day without any. */
const FORGOTTEN_AFTER = 24 * 3_600_000

const accountOf = (email: string): string => secretHash(email.trim().toLowerCase())

function waitAfter(failures: number): number {
  return failures < FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (failures - FREE_FAILURES))
}

/**
 * Counts an attempt as failed before the password is looked at, so that attempts side by side count too. Answers how
 * many milliseconds to wait; 0 lets the attempt through. Accounts that do not exist are counted alike.
 */
export async function countAttempt(db: Db, email: string, now: number): Promise<number> {
  const account = accountOf(email)
  const seen = await db.selectFrom('sign_in_attempt').selectAll().where('account', '=', account).executeTakeFirst()
  const failures = seen && now - seen.last_at < FORGOTTEN_AFTER ? seen.failures : 0
  const wait = failures === 0 || !seen ? 0 : seen.last_at + waitAfter(failures) - now
  if (wait > 0) return wait
  await db
    .insertInto('sign_in_attempt')
    .values({ account, failures: failures + 1, last_at: now })
    .onConflict(conflict => conflict.column('account').doUpdateSet({ failures: failures + 1, last_at: now }))
    .execute()
  return 0
}

/** Forgets the failures of an account that has shown its password. */
export async function forgetAttempts(db: Db, email: string): Promise<void> {
  await db.deleteFrom('sign_in_attempt').where('account', '=', accountOf(email)).execute()
}
