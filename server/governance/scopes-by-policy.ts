import { type Role, type Scope, scopesOfRole } from '../access/policy.ts'
import type { Db } from '../db/tables.ts'
import { readPolicies } from './read-policies.ts'

/** The scopes of a role in an organization: the rule book's, less what the organization masks for it. */
export async function scopesByPolicy(db: Db, organizationId: number, role: Role): Promise<readonly Scope[]> {
  const { masking } = await readPolicies(db, organizationId)
  return scopesOfRole[role].filter(
    scope =>
      !(scope === 'contact:read' && masking.contacts.includes(role)) &&
      !(scope === 'staff:read' && masking.staffNames.includes(role)),
  )
}
