import type { Role } from '../../../api/operations/people.gen.ts'
import { roleName } from '../../data/role-name.ts'

const roles: readonly Role[] = ['VIEWER', 'ANALYST', 'MANAGER', 'ADMIN', 'OWNER']

/** The roles that somebody may give: only an owner makes owners. */
export const roleChoices = (owner: boolean): readonly { readonly value: Role; readonly label: string }[] =>
  roles.filter(role => owner || role !== 'OWNER').map(role => ({ value: role, label: roleName(role) }))
