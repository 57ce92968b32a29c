import { z } from 'zod'
import { changePassword } from '../server/accounts/passwords/change-password.ts'
import { WeakPassword as Weak } from '../server/accounts/passwords/check-password.ts'
import { withoutTenant } from '../server/db/row-level-security/tenant-scope.ts'
import { builder } from './builder.ts'
import { ownSessionOf } from './own-session.ts'
import { failure, ownUnprovenAnswer, unprovenTypes } from './sign-in-failures.ts'

export const WeakPassword = failure(
  'WeakPassword',
  'The new password is too short, is one of the common ones, or is the address, the name or the organization.',
)

/** What the work answers, or that the new password cannot be taken. */
export async function orWeakPassword<T>(work: Promise<T>) {
  try {
    return await work
  } catch (error) {
    if (error instanceof Weak) return { type: 'WeakPassword' as const, message: error.message }
    throw error
  }
}

const PasswordChanged = builder
  .objectRef<{ readonly type: 'PasswordChanged'; readonly endedSessions: number }>('PasswordChanged')
  .implement({
    description: 'The new password holds.',
    fields: t => ({
      endedSessions: t.exposeInt('endedSessions', { description: 'Other sessions of yours, which ended.' }),
    }),
  })

const ChangePasswordResult = builder.unionType('ChangePasswordResult', {
  description: 'That the password was changed, or why it was not.',
  types: [PasswordChanged, WeakPassword, ...unprovenTypes],
  resolveType: result => result.type,
})

const ChangePasswordInput = builder.inputType('ChangePasswordInput', {
  description: 'The present password and the new one.',
  fields: t => ({
    currentPassword: t.string({
      required: true,
      description: 'Your present password.',
      validate: z.string().max(1000),
    }),
    newPassword: t.string({
      required: true,
      description: 'The new one, 8 to 1000 characters; any kinds of characters, but not a common password.',
      validate: z.string().max(2000),
    }),
    code: t.string({
      description: 'A code of the app, or a backup code; for accounts with a second factor.',
      validate: z.string().max(100).nullish(),
    }),
  }),
})

builder.mutationField('changePassword', t =>
  t.field({
    type: ChangePasswordResult,
    description: 'Changes your password. Your other sessions end, in every organization; this one goes on.',
    authScopes: { session: true },
    complexity: 100,
    args: { input: t.arg({ type: ChangePasswordInput, required: true, description: 'Both passwords.' }) },
    resolve: async (_root, { input }, context) => {
      const { userId, origin, sessionId } = ownSessionOf(context)
      const { currentPassword: current, newPassword: next, code } = input
      const change = { userId, origin, sessionId, current, next, code: code ?? null }
      const changed = await orWeakPassword(
        withoutTenant('own account', () => changePassword(context.accounts, change, context.now)),
      )
      return changed.type === 'PasswordChanged' || changed.type === 'WeakPassword'
        ? changed
        : ownUnprovenAnswer(context, changed, 'Changing the password')
    },
  }),
)
