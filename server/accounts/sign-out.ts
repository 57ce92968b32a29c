import type { Member } from '../access/policy.ts'
import { recordEvent } from '../audit/record-event.ts'
import { writeIn } from '../db/write-in.ts'
import type { Accounts } from './accounts.ts'

/** Ends the session, or every session of its user in the organization. Answers how many were ended. */
export async function signOut(
  accounts: Accounts,
  viewer: Member,
  { sessionId, everywhere }: { sessionId: string | null; everywhere: boolean },
  now: number,
): Promise<number> {
  const { organizationId, userId } = viewer
  if (userId === null || (!everywhere && sessionId === null)) return 0
  return await writeIn(accounts.em, accounts.gate, async db => {
    await recordEvent(db, organizationId, viewer, {
      at: now,
      action: everywhere ? 'session.closed_everywhere' : 'session.closed',
      subject: `User:${userId}`,
    })
    const ended = await db
      .updateTable('session')
      .set({ revoked_at: now })
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .where('revoked_at', 'is', null)
      .$if(!everywhere, query => query.where('id', '=', sessionId as string))
      .executeTakeFirst()
    return Number(ended.numUpdatedRows)
  })
}
