import { decodeId, encodeId } from '../server/access/opaque-id.ts'
import { isMember } from '../server/access/policy.ts'
import { type MembershipRecord, readMemberships } from '../server/accounts/organizations/read-memberships.ts'
import { switchOrganization } from '../server/accounts/organizations/switch-organization.ts'
import { withoutTenant } from '../server/db/row-level-security/tenant-scope.ts'
import { dbOf } from '../server/db/tables.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { memberOf } from './member.ts'
import { ownSessionOf } from './own-session.ts'
import { Session } from './session.ts'
import { RoleEnum } from './user.ts'

export const Membership = builder.objectRef<MembershipRecord>('Membership').implement({
  description: 'An organization you belong to, and what you are there.',
  fields: t => ({
    id: t.id({
      description: 'Opaque id of the organization; for switchOrganization.',
      resolve: ({ organizationId }) => encodeId('Organization', organizationId, organizationId),
    }),
    name: t.exposeString('name', { description: 'Name of the organization.' }),
    role: t.expose('role', { type: RoleEnum, description: 'Your role in it.' }),
    current: t.boolean({
      description: 'Whether this session or key is in it.',
      resolve: ({ organizationId }, _args, { viewer }) => organizationId === viewer.organizationId,
    }),
  }),
})

/** The organizations of whoever asks; a key knows its own only. */
export async function membershipsOf(context: Context): Promise<MembershipRecord[]> {
  const { viewer, sessionId } = context
  const { userId } = viewer
  if (!isMember(viewer) || userId === null) return []
  const all = await withoutTenant('own account', () => readMemberships(dbOf(context.accounts.em.fork()), userId))
  return sessionId === null ? all.filter(each => each.organizationId === viewer.organizationId) : all
}

/** The organization that an id names; null: it is no id of one. Whether one belongs to it is looked up. */
function organizationOfId(id: string): number | null {
  const organizationId = Number(Buffer.from(id, 'base64url').toString().split(':')[1])
  return decodeId(id, 'Organization', organizationId)?.[0] === String(organizationId) ? organizationId : null
}

builder.mutationField('switchOrganization', t =>
  t.field({
    type: Session,
    description:
      'A session in another of your organizations in the place of this one, which ends. Both organizations have it in their log.',
    authScopes: { session: true },
    args: { id: t.arg.id({ required: true, description: 'Id of the organization, from viewer.organizations.' }) },
    resolve: async (_root, { id }, context) => {
      const { sessionId } = ownSessionOf(context)
      const tokens = await withoutTenant('own account', () =>
        switchOrganization(context.accounts, memberOf(context), { to: organizationOfId(id), sessionId }, context.now),
      )
      return { type: 'Session' as const, ...tokens }
    },
  }),
)
