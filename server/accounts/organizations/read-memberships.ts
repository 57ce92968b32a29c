import type { Role } from '../../access/policy.ts'
import type { Db } from '../../db/tables.ts'

/** An organization that a person belongs to. */
export interface MembershipRecord {
  readonly organizationId: number
  readonly name: string
  readonly role: Role
}

/** The organizations that a person belongs to, the one they joined first to begin with. */
export async function readMemberships(db: Db, userId: number): Promise<MembershipRecord[]> {
  return await db
    .selectFrom('membership as m')
    .innerJoin('organization as o', 'o.id', 'm.organization_id')
    .where('m.user_id', '=', userId)
    .orderBy('m.created_at')
    .orderBy('m.organization_id')
    .select(['m.organization_id as organizationId', 'o.name', 'm.role'])
    .execute()
}
