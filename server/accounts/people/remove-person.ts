import { mayGrant } from '../../access/may-grant.ts'
import type { Member } from '../../access/policy.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { lockOrganization } from '../../db/lock-organization.ts'
import { writeIn } from '../../db/write-in.ts'
import { BadInput, Forbidden, NotFound } from '../../errors.ts'
import type { Accounts } from '../accounts.ts'
import { endSessions } from '../sessions/end-sessions.ts'
import { findPerson, isLastOwner } from './person.ts'
import { viewerNow } from './viewer-now.ts'

/**
 * Takes a member out of the organization: their sessions in it end, their keys and open invitations are revoked. What
 * they did stays, and so does their account with other organizations.
 */
export async function removePerson(accounts: Accounts, viewer: Member, userId: number, now: number): Promise<void> {
  const { organizationId } = viewer
  await writeIn(accounts.em, accounts.gate, async db => {
    await lockOrganization(db, organizationId)
    const by = await viewerNow(db, viewer, 'users:manage', 'Removing a person')
    const person = await findPerson(db, organizationId, userId)
    if (!person) throw new NotFound('Removing a person: there is no such person in your organization')
    if (!mayGrant(by, person.role))
      throw new Forbidden(`Removing a person: you cannot remove somebody who is ${person.role}; ask an Owner`)
    if (await isLastOwner(db, organizationId, person))
      throw new BadInput('Removing a person: this is the only Owner; make somebody else an Owner first')
    const endedSessions = await endSessions(db, { userId, organizationId, except: null }, now)
    const keys = await db
      .updateTable('api_key')
      .set({ revoked_at: now })
      .where('organization_id', '=', organizationId)
      .where('created_by', '=', userId)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    const invitations = await db
      .updateTable('invitation')
      .set({ revoked_at: now })
      .where('organization_id', '=', organizationId)
      .where('invited_by', '=', userId)
      .where('revoked_at', 'is', null)
      .where('accepted_at', 'is', null)
      .executeTakeFirst()
    await db
      .deleteFrom('membership')
      .where('organization_id', '=', organizationId)
      .where('user_id', '=', userId)
      .execute()
    await recordEvent(db, organizationId, by, {
      ...{ at: now, action: 'user.removed', subject: `User:${userId}` },
      details: {
        role: person.role,
        endedSessions,
        revokedKeys: Number(keys.numUpdatedRows),
        revokedInvitations: Number(invitations.numUpdatedRows),
      },
    })
  })
}
