import type { Selectable } from 'kysely'
import type { Role } from '../../access/policy.ts'
import type { Tables } from '../../db/tables.ts'

export const invitationStates = ['OPEN', 'ACCEPTED', 'REVOKED', 'EXPIRED'] as const
export type InvitationState = (typeof invitationStates)[number]

/** An invitation without its token. Times are milliseconds since 1970. */
export interface InvitationRecord {
  readonly id: number
  readonly organizationId: number
  readonly email: string
  readonly role: Role
  readonly invitedBy: number
  readonly createdAt: number
  readonly expiresAt: number
  readonly acceptedAt: number | null
  readonly acceptedBy: number | null
  readonly revokedAt: number | null
}

export function invitationRecord(row: Selectable<Tables['invitation']>): InvitationRecord {
  return {
    id: row.id,
    organizationId: row.organization_id,
    email: row.email,
    role: row.role,
    invitedBy: row.invited_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    acceptedAt: row.accepted_at,
    acceptedBy: row.accepted_by,
    revokedAt: row.revoked_at,
  }
}

export function stateOf({ acceptedAt, revokedAt, expiresAt }: InvitationRecord, now: number): InvitationState {
  if (acceptedAt !== null) return 'ACCEPTED'
  if (revokedAt !== null) return 'REVOKED'
  return expiresAt <= now ? 'EXPIRED' : 'OPEN'
}
