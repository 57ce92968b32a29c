import type { Unproven } from '../server/accounts/prove-account.ts'
import { recordUnproven } from '../server/accounts/record-unproven.ts'
import type { RefusedRequest } from '../server/audit/refusal-log.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { memberOf } from './member.ts'

/** A failure without more to say than its message. */
export const failure = <Name extends string>(name: Name, description: string) =>
  builder.objectRef<{ readonly type: Name; readonly message: string }>(name).implement({
    description,
    fields: t => ({ message: t.exposeString('message', { description: 'What happened and what to do, for people.' }) }),
  })

export const InvalidCredentials = failure(
  'InvalidCredentials',
  'The address, the password or the code is wrong. Which of them is not said.',
)
export const MfaRequired = failure(
  'MfaRequired',
  'The password is right and the account has a second factor: ask again with a code of the app, or a backup code.',
)
export const TooManyAttempts = builder
  .objectRef<{ readonly type: 'TooManyAttempts'; readonly retryAfterSeconds: number }>('TooManyAttempts')
  .implement({
    description:
      'Too many wrong passwords or codes for this address: wait. Addresses without an account are slowed down alike.',
    fields: t => ({
      message: t.string({
        description: 'What happened and what to do, for people.',
        resolve: ({ retryAfterSeconds }) => `Signing in: too many attempts; try again in ${retryAfterSeconds} seconds`,
      }),
      retryAfterSeconds: t.exposeInt('retryAfterSeconds', { description: 'Seconds until the next attempt counts.' }),
    }),
  })

/** The members of a union that answers somebody who has not shown who they are. */
export const unprovenTypes = [InvalidCredentials, MfaRequired, TooManyAttempts] as const

export const MFA_MESSAGE =
  'Signing in: a second factor is needed; give the code of your authenticator app, or a backup code'

/** The answer to somebody who showed a wrong password or code. */
export function unprovenAnswer(unproven: Unproven, doing: string) {
  if (unproven.type === 'TooManyAttempts') return unproven
  if (unproven.type === 'MfaRequired') return { type: unproven.type, message: MFA_MESSAGE }
  return { type: unproven.type, message: `${doing}: the password or the code is wrong; check them and try again` }
}

/** Writes to the log, after the answer, that somebody has to wait; many of a minute are one entry. */
export function noteTooManyAttempts(
  { refusalLog, now, later }: Pick<Context, 'refusalLog' | 'now' | 'later'>,
  whose: Omit<RefusedRequest, 'code'>,
): void {
  later(() => refusalLog.note({ ...whose, code: 'TOO_MANY_ATTEMPTS' }, now))
}

/** The same to a signed-in person, written to the log after the answer. */
export function ownUnprovenAnswer(context: Context, unproven: Unproven, doing: string) {
  const { accounts, now, later } = context
  const member = memberOf(context)
  if (unproven.type === 'TooManyAttempts') {
    const { organizationId, userId, role, origin } = member
    noteTooManyAttempts(context, { organizationId, subject: `User:${userId}`, actor: { userId, role, origin } })
  }
  if (unproven.type === 'InvalidCredentials') {
    const { wrong } = unproven
    later(() => recordUnproven(accounts, member, { wrong, doing }, now))
  }
  return unprovenAnswer(unproven, doing)
}
