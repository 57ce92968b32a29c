import { mayGrant } from '../../access/may-grant.ts'
import type { Db } from '../../db/tables.ts'
import { secretHash } from '../secret-hash.ts'
import { type InvitationRecord, invitationRecord } from './invitation-record.ts'

/** An invitation that can be accepted now. */
export interface OpenInvitation extends InvitationRecord {
  readonly organization: string
}

/**
 * The open invitation of a token. Null for every reason alike: a wrong token, one that was used, revoked or has expired,
 * an inviter who has left or may not give this role any more.
 */
export const findInvitation = async (db: Db, token: string, now: number): Promise<OpenInvitation | null> =>
  (await openInvitations(db, { tokenHash: secretHash(token) }, now))[0] ?? null

/** The open invitations of an address, the newest first, for people whose address somebody else vouches for. */
export const invitationsOfEmail = (db: Db, email: string, now: number): Promise<OpenInvitation[]> =>
  openInvitations(db, { email: email.trim().toLowerCase() }, now)

async function openInvitations(
  db: Db,
  by: { readonly tokenHash: string } | { readonly email: string },
  now: number,
): Promise<OpenInvitation[]> {
  const rows = await db
    .selectFrom('invitation as i')
    .innerJoin('organization as o', 'o.id', 'i.organization_id')
    .innerJoin('membership as m', join =>
      join.onRef('m.organization_id', '=', 'i.organization_id').onRef('m.user_id', '=', 'i.invited_by'),
    )
    .where(eb => ('email' in by ? eb('i.email', '=', by.email) : eb('i.token_hash', '=', by.tokenHash)))
    .where('i.accepted_at', 'is', null)
    .where('i.revoked_at', 'is', null)
    .where('i.expires_at', '>', now)
    .orderBy('i.created_at', 'desc')
    .selectAll('i')
    .select(['o.name as organization', 'm.role as inviterRole'])
    .execute()
  return rows
    .filter(row => mayGrant({ role: row.inviterRole, scopes: new Set(), apiKeyId: null }, row.role))
    .map(row => ({ ...invitationRecord(row), organization: row.organization }))
}
