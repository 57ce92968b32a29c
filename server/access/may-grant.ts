import { type Role, scopesOfRole, type Viewer } from './policy.ts'

/**
 * Whether somebody may give a role, or take it away: only one that can do nothing they cannot do themselves. So an Admin
 * makes no Owner and touches none; a key that is limited to fewer scopes than its role gives fewer roles.
 */
export function mayGrant(viewer: Pick<Viewer, 'role' | 'scopes' | 'apiKeyId'>, role: Role): boolean {
  if (viewer.role === null) return false
  const own: readonly string[] = viewer.apiKeyId === null ? scopesOfRole[viewer.role] : [...viewer.scopes]
  return scopesOfRole[role].every(scope => own.includes(scope))
}
