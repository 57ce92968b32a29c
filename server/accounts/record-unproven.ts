import type { Member } from '../access/policy.ts'
import { recordEvent } from '../audit/record-event.ts'
import { writeIn } from '../db/write-in.ts'
import type { Accounts } from './accounts.ts'

/** Writes down that a signed-in person was asked for their password or code, and showed a wrong one. */
export async function recordUnproven(
  { em, gate }: Accounts,
  viewer: Member,
  { wrong, doing }: { readonly wrong: 'password' | 'code'; readonly doing: string },
  now: number,
): Promise<void> {
  const event = { at: now, action: 'account.refused', subject: `User:${viewer.userId}`, details: { wrong, doing } }
  await writeIn(em, gate, db => recordEvent(db, viewer.organizationId, viewer, event))
}
