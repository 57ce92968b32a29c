import type { Role } from '../../access/policy.ts'
import type { Db } from '../../db/tables.ts'

/** A member of an organization, as the rules about members look at them. */
export interface Person {
  readonly userId: number
  readonly role: Role
}

/** The member with this id; undefined: the organization has none. */
export async function findPerson(db: Db, organizationId: number, userId: number): Promise<Person | undefined> {
  return await db
    .selectFrom('membership')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .select(['user_id as userId', 'role'])
    .executeTakeFirst()
}

/** Whether somebody is the only Owner. The caller's transaction holds the organization, so it stays true. */
export async function isLastOwner(db: Db, organizationId: number, person: Person): Promise<boolean> {
  if (person.role !== 'OWNER') return false
  const other = await db
    .selectFrom('membership')
    .select('user_id')
    .where('organization_id', '=', organizationId)
    .where('role', '=', 'OWNER')
    .where('user_id', '<>', person.userId)
    .executeTakeFirst()
  return other === undefined
}
