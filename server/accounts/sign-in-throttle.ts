import type { Db } from '../db/tables.ts'
import { secretHash } from './secret-hash.ts'

/** Failures that cost nothing; each one after them doubles the wait, from half a minute to a quarter of an hour. */
const FREE_FAILURES = 5
const FIRST_WAIT = 30_000
const LONGEST_WAIT = 15 * 60_000
/** Failures are forgotten after a day without any. */
const FORGOTTEN_AFTER = 24 * 3_600_000

const accountOf = (email: string): string => secretHash(email.trim().toLowerCase())

/** From the last free failure on. */
function waitAfter(failures: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (failures - FREE_FAILURES))
}

/**
 * Counts an attempt as failed before the password is looked at, so that attempts side by side count too. Answers how
 * many milliseconds to wait; 0 lets the attempt through. Accounts that do not exist are counted alike.
 */
export async function countAttempt(db: Db, email: string, now: number): Promise<number> {
  const account = accountOf(email)
  // Takes the row for the rest of the transaction: an attempt at another server process waits here and then sees this one.
  const seen = await db
    .insertInto('sign_in_attempt')
    .values({ account, failures: 0, last_at: now })
    .onConflict(conflict =>
      conflict.column('account').doUpdateSet(eb => ({ failures: eb.ref('sign_in_attempt.failures') })),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
  if (seen.failures === 0) await forgetOld(db, now)
  const failures = now - seen.last_at < FORGOTTEN_AFTER ? seen.failures : 0
  // Requests side by side do not come here in the order of their time.
  const wait = failures < FREE_FAILURES ? 0 : seen.last_at + waitAfter(failures) - now
  if (wait > 0) return wait
  await db
    .updateTable('sign_in_attempt')
    .set({ failures: failures + 1, last_at: Math.max(now, failures === 0 ? now : seen.last_at) })
    .where('account', '=', account)
    .execute()
  return 0
}

/** Whoever tries addresses by the thousand does not fill the table: with each new one a few that are over go. */
async function forgetOld(db: Db, now: number): Promise<void> {
  const old = await db
    .selectFrom('sign_in_attempt')
    .select('account')
    .where('last_at', '<', now - FORGOTTEN_AFTER)
    .orderBy('last_at')
    .limit(10)
    .execute()
  for (const { account } of old)
    await db
      .deleteFrom('sign_in_attempt')
      .where('account', '=', account)
      .where('last_at', '<', now - FORGOTTEN_AFTER)
      .execute()
}

/**
 * Takes back one attempt, of somebody whose password was right and who is asked for a code next. Not more: otherwise
 * whoever has the password could try codes without end by sending it alone in between.
 */
export async function excuseAttempt(db: Db, email: string): Promise<void> {
  await db
    .updateTable('sign_in_attempt')
    .set(eb => ({ failures: eb('failures', '-', 1) }))
    .where('account', '=', accountOf(email))
    .where('failures', '>', 0)
    .execute()
}

/** Forgets the failures of an account that has shown its password, and its code where it has a second factor. */
export async function forgetAttempts(db: Db, email: string): Promise<void> {
  await db.deleteFrom('sign_in_attempt').where('account', '=', accountOf(email)).execute()
}
