import type { Db } from '../../db/tables.ts'
import type { Randomness } from '../randomness.ts'
import { secretHash } from '../secret-hash.ts'

/** How long the way to the provider and back may take. */
export const STATE_LIFE = 10 * 60_000
/** How long the page has to exchange its code. */
export const CODE_LIFE = 60_000

/** Writes down a step to come and answers its secret: a state, or with a user the code of the page. */
export async function writeTicket(
  db: Db,
  ticket: { readonly browser: string; readonly userId: number | null; readonly expiresAt: number },
  random: Randomness,
  now: number,
): Promise<string> {
  const secret = random(32).toString('base64url')
  // Swept here, as whoever begins and goes away leaves one behind.
  await db.deleteFrom('sign_in_ticket').where('expires_at', '<=', now).execute()
  await db
    .insertInto('sign_in_ticket')
    .values({
      hash: secretHash(secret),
      browser_hash: secretHash(ticket.browser),
      user_id: ticket.userId,
      expires_at: ticket.expiresAt,
    })
    .execute()
  return secret
}

/**
 * Uses up a step: its user, null of a state. Undefined: never written, used before, expired, or of another browser,
 * which uses nothing up, so that nobody can spoil what is not theirs.
 */
export async function takeTicket(
  db: Db,
  { secret, browser, kind }: { readonly secret: string; readonly browser: string; readonly kind: 'state' | 'code' },
  now: number,
): Promise<{ readonly userId: number | null } | undefined> {
  const taken = await db
    .deleteFrom('sign_in_ticket')
    .where('hash', '=', secretHash(secret))
    .where('browser_hash', '=', secretHash(browser))
    .where('user_id', kind === 'state' ? 'is' : 'is not', null)
    .where('expires_at', '>', now)
    .returning('user_id as userId')
    .executeTakeFirst()
  return taken
}
