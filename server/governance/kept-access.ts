import type { Role } from '../access/policy.ts'
import type { Db } from '../db/tables.ts'
import { type AccessByPolicy, accessByPolicy } from './access-by-policy.ts'

/**
 * The select list's part that says which policies an organization has: versions are only ever added, so their sum grows
 * with each. For statements that read an organization's row anyway.
 */
export const policyState = (organizationId: string): string =>
  `(select coalesce(sum(version), 0) from policy_version where organization_id = ${organizationId})`

/** Organizations and roles whose access is kept, for each signing in. */
const KEPT = 10_000

const kept = new WeakMap<object, Map<string, { readonly state: number; readonly access: AccessByPolicy }>>()

/**
 * What the policies say about a role, worked out once for each state of them. Reading and checking all policies for
 * every request took a tenth of its time.
 * @param database whose organization it is
 * @param db asked for only when the policies have to be read
 * @param state policyState, read in the statement that the request begins with
 */
export async function keptAccess(
  database: object,
  db: () => Db,
  { organizationId, role, state }: { readonly organizationId: number; readonly role: Role; readonly state: number },
): Promise<AccessByPolicy> {
  const ofDatabase = kept.get(database) ?? new Map()
  kept.set(database, ofDatabase)
  const key = `${organizationId} ${role}`
  const known = ofDatabase.get(key)
  if (known?.state === state) return known.access
  const access = await accessByPolicy(db(), organizationId, role)
  if (ofDatabase.size >= KEPT) ofDatabase.clear()
  ofDatabase.set(key, { state, access })
  return access
}
