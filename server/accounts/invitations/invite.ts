import { z } from 'zod'
import { mayGrant } from '../../access/may-grant.ts'
import type { Member, Role } from '../../access/policy.ts'
import { recordEvent } from '../../audit/record-event.ts'
import { lockOrganization } from '../../db/lock-organization.ts'
import { writeIn } from '../../db/write-in.ts'
import { BadInput, Forbidden } from '../../errors.ts'
import type { Accounts } from '../accounts.ts'
import { viewerNow } from '../people/viewer-now.ts'
import { secretHash } from '../secret-hash.ts'
import { type InvitationRecord, invitationRecord } from './invitation-record.ts'

/** An invitation holds for a week. */
const LIFE = 7 * 86_400_000

/**
 * Invites an address to the organization, with a role that can do nothing its inviter cannot. Nothing is mailed: the
 * inviter passes the token on, which is in the answer and nowhere else. An earlier open invitation of the address ends.
 */
export async function invite(
  accounts: Accounts,
  viewer: Member,
  { email: address, role }: { readonly email: string; readonly role: Role },
  now: number,
): Promise<{ invitation: InvitationRecord; token: string }> {
  const { organizationId, userId } = viewer
  const email = address.trim().toLowerCase()
  if (userId === null) throw new Forbidden('Inviting: only a person can invite')
  if (!z.email().safeParse(email).success)
    throw new BadInput(`Inviting: "${email}" is no e-mail address; give one like maya@msp.example`)
  const token = accounts.random(32).toString('base64url')
  const row = await writeIn(accounts.em, accounts.gate, async db => {
    await lockOrganization(db, organizationId)
    const by = await viewerNow(db, viewer, 'users:manage', 'Inviting')
    if (!mayGrant(by, role))
      throw new Forbidden(`Inviting: you cannot give ${role}, which may do more than you; choose a narrower role`)
    const member = await db
      .selectFrom('membership as m')
      .innerJoin('user_account as u', 'u.id', 'm.user_id')
      .where('m.organization_id', '=', organizationId)
      .where('u.email', '=', email)
      .select('m.role')
      .executeTakeFirst()
    if (member) throw new BadInput(`Inviting: ${email} belongs to this organization already, as ${member.role}`)
    await db
      .updateTable('invitation')
      .set({ revoked_at: now })
      .where('organization_id', '=', organizationId)
      .where('email', '=', email)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .execute()
    const last = await db
      .selectFrom('invitation')
      .select(eb => eb.fn.max('id').as('id'))
      .where('organization_id', '=', organizationId)
      .executeTakeFirst()
    const id = Number(last?.id ?? 0) + 1
    await recordEvent(db, organizationId, by, {
      ...{ at: now, action: 'invitation.created', subject: `Invitation:${id}`, details: { role } },
    })
    return await db
      .insertInto('invitation')
      .values({
        organization_id: organizationId,
        id,
        email,
        role,
        token_hash: secretHash(token),
        invited_by: userId,
        created_at: now,
        expires_at: now + LIFE,
        accepted_at: null,
        accepted_by: null,
        revoked_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  })
  return { invitation: invitationRecord(row), token }
}
