import { normalName } from '../../datasets/normal-name.ts'
import type { Db } from '../../db/tables.ts'

/** One person, by all the names and addresses under which the organization knows them. */
export interface Subject {
  /** As they are written, longest first. */
  readonly names: readonly string[]
  readonly emails: readonly string[]
  /** Numbers of the people of time logs that they are. */
  readonly persons: readonly number[]
  /** Accounts of theirs that are members of the organization. */
  readonly users: readonly number[]
}

/**
 * Finds a person by e-mail address or full name. By an address: everybody with it, and the names they have there. By a
 * name: everybody of that name, and the addresses they have. One step only: a shared name does not draw in strangers.
 * The words asked for count as well, wherever they stand.
 */
export async function findSubject(db: Db, organizationId: number, asked: string): Promise<Subject> {
  const normal = normalName(asked)
  const isEmail = normal.includes('@')
  const persons = await db
    .selectFrom('person')
    .select(['id', 'name', 'email'])
    .where('organization_id', '=', organizationId)
    .where(isEmail ? 'email' : 'normal_name', '=', normal)
    .execute()
  const staff = await db
    .selectFrom('staff_row')
    .select(['name', 'email'])
    .distinct()
    .where('organization_id', '=', organizationId)
    .where(isEmail ? 'email' : 'normal_name', '=', normal)
    .execute()
  const members = await db
    .selectFrom('user_account as u')
    .innerJoin('membership as m', 'm.user_id', 'u.id')
    .select(['u.id', 'u.name', 'u.email'])
    .where('m.organization_id', '=', organizationId)
    .execute()
  const users = members.filter(user => (isEmail ? user.email === normal : normalName(user.name) === normal))
  const found = [...persons, ...staff, ...users]
  const names = new Set([...found.map(({ name }) => name), ...(isEmail ? [] : [asked.trim()])])
  const emails = new Set([...found.flatMap(({ email }) => email || []), ...(isEmail ? [normal] : [])])
  const alike = await sameNamed(db, organizationId, [...names].map(normalName), [...emails])
  return {
    names: [...names].filter(name => name !== '').sort((a, b) => b.length - a.length),
    emails: [...emails],
    persons: [...new Set([...persons.map(({ id }) => id), ...alike])],
    users: users.map(({ id }) => id),
  }
}

/** People of time logs who have the address, or the name and no address of their own. */
async function sameNamed(db: Db, organizationId: number, normals: readonly string[], emails: readonly string[]) {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'normal_name', 'email'])
    .where('organization_id', '=', organizationId)
    .execute()
  return rows
    .filter(row => (row.email === '' ? normals.includes(row.normal_name) : emails.includes(row.email)))
    .map(({ id }) => id)
}
