import type { Role } from '../../../api/operations/keys.gen.ts'

/** Everything is read through it: a key without it could not read even the answer to an upload. */
export const READING = 'data:read'

const producing: readonly Role[] = ['OWNER', 'ADMIN', 'MANAGER', 'ANALYST']
const uploading: readonly Role[] = ['OWNER', 'ADMIN', 'ANALYST']
const governing: readonly Role[] = ['OWNER', 'ADMIN']

/** What a key can be narrowed to, in words, and the roles that may do it; those that programs have a use for. */
export const scopeTexts: Readonly<Record<string, { readonly text: string; readonly roles: readonly Role[] }>> = {
  [READING]: { text: 'read clients, hours and revenue', roles: [...producing, 'VIEWER'] },
  'cost:read': { text: 'read costs, rates, waste and margins', roles: producing },
  'staff:read': { text: 'read names of staff', roles: producing },
  'contact:read': { text: 'read e-mail and phone of contacts', roles: producing },
  'data:write': { text: 'upload, correct and take back', roles: uploading },
  'metrics:define': { text: 'define metrics and targets', roles: uploading },
  'reviews:decide': { text: 'decide reviews', roles: producing },
  'exports:create': { text: 'create exports', roles: producing },
  'audit:read': { text: 'read the audit log', roles: [...governing, 'MANAGER'] },
  'audit:export': { text: 'export the audit log', roles: governing },
}
