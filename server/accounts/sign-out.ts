import type { Member } from '../access/policy.ts'
import { writeIn } from '../db/write-in.ts'
import type { Accounts } from './accounts.ts'
import { recordForPerson } from './record-for-person.ts'
import { endSession } from './sessions/end-session.ts'
import { endSessions } from './sessions/end-sessions.ts'

/**
 * Ends the session, or every session of its user in every organization they belong to. Answers how many were ended.
 */
export async function signOut(
  accounts: Accounts,
  { organizationId, userId, origin }: Member,
  { sessionId, everywhere }: { sessionId: string | null; everywhere: boolean },
  now: number,
): Promise<number> {
  // A key is not a session: what its maker does elsewhere is not its business.
  if (userId === null || sessionId === null) return 0
  if (!everywhere) return Number(await endSession(accounts, { userId, organizationId, sessionId, origin }, now))
  return await writeIn(accounts.em, accounts.gate, async db => {
    const endedSessions = await endSessions(db, { userId, organizationId: null, except: null }, now)
    const event = { at: now, action: 'session.closed_everywhere', details: { endedSessions } }
    await recordForPerson(db, userId, { origin }, event)
    return endedSessions
  })
}
