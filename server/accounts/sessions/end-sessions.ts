import type { Db } from '../../db/tables.ts'
import { endedSession } from './ended-session.ts'

/** Which sessions of a person: in one organization or (null) all of them, besides one that goes on. */
export interface WhichSessions {
  readonly userId: number
  readonly organizationId: number | null
  readonly except: string | null
}

/** Ends open sessions at once, inside the caller's transaction, and forgets where they were. Answers how many. */
export async function endSessions(db: Db, which: WhichSessions, now: number): Promise<number> {
  const { userId, organizationId, except } = which
  const ended = await db
    .updateTable('session')
    .set(endedSession(now))
    .where('user_id', '=', userId)
    .where('revoked_at', 'is', null)
    .$if(organizationId !== null, query => query.where('organization_id', '=', organizationId as number))
    .$if(except !== null, query => query.where('id', '<>', except as string))
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}
