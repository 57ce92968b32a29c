import type { Member } from '../../access/policy.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { writeIn } from '../../db/write-in.ts'
import { NotFound } from '../../errors.ts'
import type { Accounts } from '../accounts.ts'
import { type InvitationRecord, invitationRecord } from './invitation-record.ts'

/** Ends an invitation at once. Revoking one that has ended, or was accepted, changes nothing. */
export async function revokeInvitation(
  accounts: Accounts,
  viewer: Member,
  id: number,
  now: number,
): Promise<InvitationRecord> {
  const { organizationId } = viewer
  return await writeIn(accounts.em, accounts.gate, async db => {
    const ended = await db
      .updateTable('invitation')
      .set({ revoked_at: now })
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .where('accepted_at', 'is', null)
      .returningAll()
      .executeTakeFirst()
    if (ended)
      await recordEvent(db, organizationId, viewer, {
        ...{ at: now, action: 'invitation.revoked', subject: `Invitation:${id}` },
      })
    const row =
      ended ??
      (await db
        .selectFrom('invitation')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .executeTakeFirst())
    if (!row) throw new NotFound('Revoking an invitation: there is no such invitation')
    return invitationRecord(row)
  })
}
