import type { RequestOrigin } from './request-origin.ts'

/** What a viewer may do. Roles are lists of scopes; an API key carries a role or a narrower list. */
export const scopes = [
  'data:read',
  'contact:read',
  'staff:read',
  'cost:read',
  'data:write',
  'data:delete',
  'subject:erase',
  'metrics:define',
  'reviews:decide',
  'queries:share',
  'dashboards:write',
  'reports:write',
  'exports:create',
  'alerts:write',
  'alerts:acknowledge',
  'audit:read',
  'audit:export',
  'policy:write',
  'users:manage',
  'keys:manage',
  'integrations:manage',
  'workspace:own',
] as const
export type Scope = (typeof scopes)[number]

export const roles = ['OWNER', 'ADMIN', 'MANAGER', 'ANALYST', 'VIEWER'] as const
export type Role = (typeof roles)[number]

/** Of two roles the one that stands lower. */
export const lowerRole = (one: Role, other: Role): Role => (roles.indexOf(one) > roles.indexOf(other) ? one : other)

const reading: readonly Scope[] = ['data:read', 'contact:read', 'staff:read', 'cost:read']
const producing: readonly Scope[] = [
  'reviews:decide',
  'queries:share',
  'dashboards:write',
  'reports:write',
  'exports:create',
  'alerts:write',
  'alerts:acknowledge',
]

/** The rule book: which scopes a role has. Everything else is derived from it. */
export const scopesOfRole: Readonly<Record<Role, readonly Scope[]>> = {
  OWNER: scopes,
  ADMIN: scopes.filter(scope => scope !== 'workspace:own'),
  MANAGER: [...reading, ...producing, 'audit:read'],
  ANALYST: [...reading, ...producing, 'data:write', 'metrics:define'],
  VIEWER: ['data:read'],
}

/** Who asks. Never null: someone who is not signed in is a viewer without an organization and without scopes. */
export interface Viewer {
  readonly userId: number | null
  readonly email: string | null
  readonly organizationId: number | null
  readonly role: Role | null
  readonly scopes: ReadonlySet<Scope>
  readonly apiKeyId: number | null
  /** Signed in, but without the second factor that their role must have: all they may do is set one up. */
  readonly mustSetUpSecondFactor?: boolean
  /** The request they ask with; stands in the audit log. */
  readonly origin?: RequestOrigin | undefined
}

export const anonymous: Viewer = {
  userId: null,
  email: null,
  organizationId: null,
  role: null,
  scopes: new Set(),
  apiKeyId: null,
}

/** A viewer inside an organization: what every reading and writing of data asks for. */
export interface Member extends Viewer {
  readonly organizationId: number
}

export const isMember = (viewer: Viewer): viewer is Member => viewer.organizationId !== null

export const may = (viewer: Pick<Viewer, 'scopes'>, scope: Scope): boolean => viewer.scopes.has(scope)
