import { roles } from '../server/access/policy.ts'
import { lastSignInsByIds } from '../server/accounts/last-sign-ins.ts'
import { type UserRecord, usersByIds } from '../server/accounts/read-users.ts'
import { builder, describedRule, maskedBy } from './builder.ts'
import type { Context } from './context.ts'
import { memberOf } from './member.ts'
import { loaderOf } from './request-cache.ts'

const descriptions = {
  OWNER: 'May do everything, workspace and ownership included.',
  ADMIN: 'May do everything but what concerns the workspace itself.',
  MANAGER: 'Reads everything, decides reviews, shares reports; does not upload.',
  ANALYST: 'Reads everything, uploads, corrects, defines metrics.',
  VIEWER: 'Reads clients, hours and revenue; no cost, contacts or names of staff.',
} as const

export const RoleEnum = builder.enumType('Role', {
  description: 'What a member or an API key may do at most.',
  values: Object.fromEntries(roles.map(role => [role, { description: descriptions[role] }])) as Record<
    (typeof roles)[number],
    { description: string }
  >,
})

/** The user with this id, or null when they do not belong to the viewer's organization. */
export const userOf = (context: Context, id: number): Promise<UserRecord | null> =>
  loaderOf(context, 'users', (ids: readonly number[]) => usersByIds(context.em, memberOf(context), ids)).load(id)

export const User = builder.objectRef<UserRecord>('User')

builder.node(User, {
  description: 'A person of your organization who can sign in.',
  authScopes: describedRule('data:read, or yourself', (user, { viewer }) =>
    viewer.userId === user.id && viewer.apiKeyId === null ? true : { scopes: ['data:read'] },
  ),
  id: { resolve: user => String(user.id) },
  loadOne: (id, context) => (Number.isSafeInteger(Number(id)) ? userOf(context, Number(id)) : null),
  fields: t => ({
    name: t.exposeString('name', { description: 'Their name.' }),
    email: t.exposeString('email', {
      ...maskedBy('users:manage'),
      description: 'Their address; for those who manage users.',
    }),
    role: t.expose('role', { type: RoleEnum, description: 'Their role in your organization.' }),
    joinedAt: t.expose('joinedAt', { type: 'DateTime', description: 'When they joined your organization.' }),
    secondFactor: t.exposeBoolean('secondFactor', {
      ...maskedBy('users:manage'),
      description: 'Whether they sign in with a second factor; for those who manage users.',
    }),
    lastSignInAt: t.field({
      type: 'DateTime',
      ...maskedBy('users:manage'),
      description:
        'When they last signed in to your organization; null: not in the last weeks. For those who manage users.',
      resolve: (user, _args, context) =>
        loaderOf(context, 'last sign-ins', (ids: readonly number[]) =>
          lastSignInsByIds(context.em, memberOf(context), ids),
        ).load(user.id),
    }),
  }),
})
