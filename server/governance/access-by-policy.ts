import { type Role, type Scope, scopesOfRole } from '../access/policy.ts'
import type { Db } from '../db/tables.ts'
import { readPolicies } from './read-policies.ts'

/** What the policies of an organization say about a role. */
export interface AccessByPolicy {
  /** The rule book's scopes, less what the organization masks for the role. */
  readonly scopes: readonly Scope[]
  /** Whether people of the role must have a second factor. */
  readonly secondFactor: boolean
}

export async function accessByPolicy(db: Db, organizationId: number, role: Role): Promise<AccessByPolicy> {
  const { masking, signIn } = await readPolicies(db, organizationId)
  const scopes = scopesOfRole[role].filter(
    scope =>
      !(scope === 'contact:read' && masking.contacts.includes(role)) &&
      !(scope === 'staff:read' && masking.staffNames.includes(role)),
  )
  return { scopes, secondFactor: signIn.secondFactor.includes(role) }
}
