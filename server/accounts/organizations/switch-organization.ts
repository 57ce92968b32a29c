import type { Member } from '../../access/policy.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { lockOrganization } from '../../db/lock-organization.ts'
import { writeIn } from '../../db/write-in.ts'
import { NotFound } from '../../errors.ts'
import type { Accounts } from '../accounts.ts'
import { issueTokens, type SessionTokens } from '../issue-tokens.ts'
import { storeSession } from '../open-session.ts'
import { endedSession } from '../sessions/ended-session.ts'
import { readMemberships } from './read-memberships.ts'

/**
 * Opens a session in another organization of the person in the place of the present one, which ends. Where one goes and
 * where one comes from stands in the log of both; neither says which the other one is.
 */
export async function switchOrganization(
  accounts: Accounts,
  viewer: Member,
  { to, sessionId }: { readonly to: number | null; readonly sessionId: string },
  now: number,
): Promise<SessionTokens> {
  const { organizationId: from, userId, origin } = viewer
  const stored = await writeIn(accounts.em, accounts.gate, async db => {
    const target =
      userId === null ? undefined : (await readMemberships(db, userId)).find(each => each.organizationId === to)
    if (!target || userId === null)
      throw new NotFound(
        'Switching the organization: you belong to none with this id; viewer.organizations lists yours',
      )
    // Always in the same order, so that two people who switch places do not wait for each other.
    for (const id of [from, target.organizationId].sort((a, b) => a - b)) await lockOrganization(db, id)
    const session = await db
      .updateTable('session')
      .set(endedSession(now))
      .where('organization_id', '=', from)
      .where('id', '=', sessionId)
      .where('user_id', '=', userId)
      .where('revoked_at', 'is', null)
      .returning('method')
      .executeTakeFirst()
    if (!session) throw new NotFound('Switching the organization: the session has ended; sign in again')
    await recordEvent(db, from, viewer, { at: now, action: 'session.left', subject: `User:${userId}` })
    const member = { userId, organizationId: target.organizationId, role: target.role }
    return await storeSession(accounts, db, member, { origin, by: session.method }, now)
  })
  return await issueTokens(accounts, stored, now)
}
