import type { Db } from '../db/tables.ts'
import { UsageError } from './usage-error.ts'

/** The organization with this name; without a name the only one there is. Throws UsageError. */
export async function organizationFor(db: Db, name: string | null): Promise<{ id: number; name: string }> {
  const organizations = await db.selectFrom('organization').select(['id', 'name']).orderBy('name').execute()
  const names = organizations.map(each => `"${each.name}"`).join(', ')
  const [only, ...others] =
    name === null ? organizations : organizations.filter(each => each.name.toLowerCase() === name.toLowerCase())
  if (organizations.length === 0) {
    throw new UsageError('There is no organization yet: make one with npm run admin -- create-owner')
  }
  if (!only) throw new UsageError(`--organization: there is no "${name}", only ${names}`)
  if (others.length > 0) throw new UsageError(`Say which organization with --organization: ${names}`)
  return only
}
