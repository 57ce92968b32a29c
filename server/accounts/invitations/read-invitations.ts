import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Member } from '../../access/policy.ts'
import { dbOf } from '../../db/tables.ts'
import { type InvitationRecord, invitationRecord } from './invitation-record.ts'

/** Invitations of the viewer's organization, newest first, ended ones included. */
export async function readInvitations(em: SqlEntityManager, viewer: Member): Promise<InvitationRecord[]> {
  const rows = await dbOf(em)
    .selectFrom('invitation')
    .selectAll()
    .where('organization_id', '=', viewer.organizationId)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(invitationRecord)
}

export async function invitationsByIds(
  em: SqlEntityManager,
  viewer: Member,
  ids: readonly number[],
): Promise<Map<number, InvitationRecord>> {
  const rows = await dbOf(em)
    .selectFrom('invitation')
    .selectAll()
    .where('organization_id', '=', viewer.organizationId)
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(row => [row.id, invitationRecord(row)]))
}
