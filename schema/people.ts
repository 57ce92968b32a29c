import { decodeId } from '../server/access/opaque-id.ts'
import { changeRole } from '../server/accounts/people/change-role.ts'
import { removePerson } from '../server/accounts/people/remove-person.ts'
import { transferOwnership } from '../server/accounts/people/transfer-ownership.ts'
import { readUsers, type UserRecord, usersByIds } from '../server/accounts/read-users.ts'
import { dbOf } from '../server/db/tables.ts'
import { NotFound } from '../server/errors.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { memberOf } from './member.ts'
import { notingRefusal } from './noting-refusal.ts'
import { listConnectionOf } from './page.ts'
import { RoleEnum, User } from './user.ts'

builder.queryField('users', t =>
  t.connection(
    {
      type: User,
      description: 'The people of your organization who can sign in, by name.',
      authScopes: { scopes: ['data:read'] },
      resolve: async (_root, args, context) =>
        listConnectionOf(await readUsers(dbOf(context.em), memberOf(context).organizationId), args),
    },
    { name: 'UserConnection', description: 'A page of people.' },
    { name: 'UserEdge', description: 'A person in the list.' },
  ),
)

/** The person as they are now, whatever this request read of them before. */
async function userNow(context: Context, userId: number): Promise<UserRecord> {
  const user = (await usersByIds(context.em, memberOf(context), [userId])).get(userId)
  if (!user) throw new NotFound('Reading a person: there is no such person in your organization')
  return user
}

/** The key that an id of a person stands for; one that nobody has where it is none. */
const userIdOf = (id: string, context: Context): number =>
  Number(decodeId(id, 'User', memberOf(context).organizationId)?.[0] ?? -1)

builder.mutationField('changeRole', t =>
  t.field({
    type: User,
    description:
      'Gives a person another role. Nobody gives a role that may do more than they, or changes somebody who has one; the last Owner stays one.',
    authScopes: { scopes: ['users:manage'] },
    args: {
      userId: t.arg.id({ required: true, description: 'Id of the person.' }),
      role: t.arg({ type: RoleEnum, required: true, description: 'The role they get.' }),
    },
    resolve: async (_root, { userId: id, role }, context) => {
      const userId = userIdOf(id, context)
      await notingRefusal(context, 'Mutation.changeRole', () =>
        changeRole(context.accounts, memberOf(context), { userId, role }, context.now),
      )
      return await userNow(context, userId)
    },
  }),
)

builder.mutationField('removeUser', t =>
  t.boolean({
    description:
      'Takes a person out of your organization: their sessions in it end, their keys and open invitations are revoked. What they did stays. Answers true.',
    authScopes: { scopes: ['users:manage'] },
    args: { userId: t.arg.id({ required: true, description: 'Id of the person.' }) },
    resolve: async (_root, { userId }, context) => {
      await notingRefusal(context, 'Mutation.removeUser', () =>
        removePerson(context.accounts, memberOf(context), userIdOf(userId, context), context.now),
      )
      return true
    },
  }),
)

builder.mutationField('transferOwnership', t =>
  t.field({
    type: User,
    description: 'Makes another person the Owner in your place; you become an Admin. Other Owners stay.',
    authScopes: { scopes: ['workspace:own'] },
    args: { userId: t.arg.id({ required: true, description: 'Id of the person who becomes the Owner.' }) },
    resolve: async (_root, { userId: id }, context) => {
      const userId = userIdOf(id, context)
      await notingRefusal(context, 'Mutation.transferOwnership', () =>
        transferOwnership(context.accounts, memberOf(context), userId, context.now),
      )
      return await userNow(context, userId)
    },
  }),
)
