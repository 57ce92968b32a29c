import type { RequestOrigin } from '../../access/request-origin.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { writeIn } from '../../db/write-in.ts'
import type { Accounts } from '../accounts.ts'
import { endedSession } from './ended-session.ts'

export interface SessionToEnd {
  readonly userId: number
  readonly organizationId: number
  readonly sessionId: string
  readonly origin: RequestOrigin | undefined
}

/** Ends one session of a person, in whichever of their organizations. Answers whether there was one to end. */
export async function endSession(
  accounts: Accounts,
  { userId, organizationId, sessionId, origin }: SessionToEnd,
  now: number,
): Promise<boolean> {
  return await writeIn(accounts.em, accounts.gate, async db => {
    const ended = await db
      .updateTable('session')
      .set(endedSession(now))
      .where('organization_id', '=', organizationId)
      .where('id', '=', sessionId)
      .where('user_id', '=', userId)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now)
      .returning('id')
      .executeTakeFirst()
    if (!ended) return false
    const member = await db
      .selectFrom('membership')
      .select('role')
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .executeTakeFirst()
    await recordEvent(
      db,
      organizationId,
      { userId, role: member?.role ?? null, origin },
      { at: now, action: 'session.closed', subject: `User:${userId}` },
    )
    return true
  })
}
