import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Member, Role } from '../access/policy.ts'
import { dbOf } from '../db/tables.ts'

/** A person of the viewer's organization. */
export interface UserRecord {
  readonly id: number
  readonly name: string
  readonly email: string
  readonly role: Role
}

export async function usersByIds(
  em: SqlEntityManager,
  viewer: Member,
  ids: readonly number[],
): Promise<Map<number, UserRecord>> {
  const rows = await dbOf(em)
    .selectFrom('membership as m')
    .innerJoin('user_account as u', 'u.id', 'm.user_id')
    .where('m.organization_id', '=', viewer.organizationId)
    .where('m.user_id', 'in', ids)
    .select(['u.id', 'u.name', 'u.email', 'm.role'])
    .execute()
  return new Map(rows.map(row => [row.id, row]))
}
