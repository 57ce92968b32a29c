import type { RequestOrigin } from '../access/request-origin.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { Db } from '../db/tables.ts'

/** A change of a person's own account. */
export interface PersonalEvent {
  readonly at: number
  readonly action: string
  readonly details?: Readonly<Record<string, unknown>>
}

/**
 * Writes a change of a person's account to the log of every organization they belong to, inside the caller's
 * transaction: each of them trusts the account. Always in the same order, so that two such changes never wait for
 * each other.
 * @param by the person themselves, or null: whoever runs the server
 */
export async function recordForPerson(
  db: Db,
  userId: number,
  by: { readonly origin: RequestOrigin | undefined } | null,
  event: PersonalEvent,
): Promise<void> {
  const memberships = await db
    .selectFrom('membership')
    .select(['organization_id', 'role'])
    .where('user_id', '=', userId)
    .orderBy('organization_id')
    .execute()
  for (const { organization_id, role } of memberships) {
    const actor = by ? { userId, role, origin: by.origin } : { userId: null, role: null }
    await recordEvent(db, organization_id, actor, { ...event, subject: `User:${userId}` })
  }
}
