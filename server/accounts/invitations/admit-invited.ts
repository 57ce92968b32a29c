import { mayGrant } from '../../access/may-grant.ts'
import type { RequestOrigin } from '../../access/request-origin.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { lockOrganization } from '../../db/lock-organization.ts'
import type { Db } from '../../db/tables.ts'
import { findPerson } from '../people/person.ts'
import type { InvitationRecord } from './invitation-record.ts'

/**
 * Makes somebody a member by an invitation, inside the caller's transaction. False: it was accepted or revoked
 * meanwhile, or its inviter may not give the role any more. Somebody who belongs to the organization already keeps the role they have.
 */
export async function admitInvited(
  db: Db,
  invitation: InvitationRecord,
  { userId, origin }: { readonly userId: number; readonly origin: RequestOrigin | undefined },
  now: number,
): Promise<boolean> {
  const { organizationId, id, role } = invitation
  await lockOrganization(db, organizationId)
  // Whoever invited may have left, or lost the right to give this role, since the invitation was looked up.
  const inviter = await findPerson(db, organizationId, invitation.invitedBy)
  if (!inviter || !mayGrant({ role: inviter.role, scopes: new Set(), apiKeyId: null }, role)) return false
  const taken = await db
    .updateTable('invitation')
    .set({ accepted_at: now, accepted_by: userId })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!taken) return false
  const joined = await db
    .insertInto('membership')
    .values({ organization_id: organizationId, user_id: userId, role, created_at: now })
    .onConflict(conflict => conflict.columns(['organization_id', 'user_id']).doNothing())
    .returning('role')
    .executeTakeFirst()
  await recordEvent(
    db,
    organizationId,
    { userId, role: joined ? role : null, origin },
    {
      ...{ at: now, action: 'invitation.accepted', subject: `Invitation:${id}` },
      details: { user: `User:${userId}`, role, invitedBy: `User:${invitation.invitedBy}` },
    },
  )
  return true
}
