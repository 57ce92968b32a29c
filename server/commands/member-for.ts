import type { Role } from '../access/policy.ts'
import type { Db } from '../db/tables.ts'
import { BadInput } from '../errors.ts'

export interface NamedMember {
  readonly userId: number
  readonly organizationId: number
  readonly organization: string
  readonly role: Role
}

/** The member with this address, of this organization or (null) the only one they belong to. Throws BadInput. */
export async function memberFor(
  db: Db,
  doing: string,
  { email, organization }: { readonly email: string; readonly organization: string | null },
): Promise<NamedMember> {
  const address = email.trim().toLowerCase()
  const memberships = await db
    .selectFrom('membership as m')
    .innerJoin('user_account as u', 'u.id', 'm.user_id')
    .innerJoin('organization as o', 'o.id', 'm.organization_id')
    .where('u.email', '=', address)
    .select(['u.id as userId', 'm.organization_id as organizationId', 'm.role', 'o.name as organization'])
    .execute()
  const member = memberships.find(each => organization === null || each.organization === organization)
  if (!member) throw new BadInput(`${doing}: no user ${address} belongs to ${organization ?? 'an organization'}`)
  if (organization === null && memberships.length > 1)
    throw new BadInput(
      `${doing}: ${address} belongs to ${memberships.map(each => each.organization).join(', ')}; choose one with --organization`,
    )
  return member
}
