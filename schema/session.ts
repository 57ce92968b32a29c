import { z } from 'zod'
import { isMember } from '../server/access/policy.ts'
import type { SessionTokens } from '../server/accounts/issue-tokens.ts'
import { refreshSession } from '../server/accounts/refresh-session.ts'
import { signIn } from '../server/accounts/sign-in.ts'
import { signOut } from '../server/accounts/sign-out.ts'
import { withoutTenant } from '../server/db/row-level-security/tenant-scope.ts'
import { builder } from './builder.ts'
import { failure, MFA_MESSAGE, noteTooManyAttempts, unprovenTypes } from './sign-in-failures.ts'

export const Session = builder.objectRef<SessionTokens & { readonly type: 'Session' }>('Session').implement({
  description: 'A session: send its access token as "Authorization: Bearer …".',
  fields: t => ({
    accessToken: t.exposeString('accessToken', { description: 'Opens the door until it expires, a few minutes.' }),
    expiresAt: t.expose('accessExpiresAt', { type: 'DateTime', description: 'When the access token expires.' }),
    refreshToken: t.exposeString('refreshToken', {
      description:
        'Exchanged for new tokens by refreshSession, once. Used again more than ten seconds later, it ends the session.',
    }),
    refreshExpiresAt: t.expose('refreshExpiresAt', {
      type: 'DateTime',
      description: 'When the session ends if it is not refreshed.',
    }),
  }),
})

const InvalidRefreshToken = failure(
  'InvalidRefreshToken',
  'The refresh token was used before, has expired, or its session has ended: sign in again.',
)
export const SignInResult = builder.unionType('SignInResult', {
  description: 'A session, or why there is none.',
  types: [Session, ...unprovenTypes],
  resolveType: result => result.type,
})

const RefreshSessionResult = builder.unionType('RefreshSessionResult', {
  description: 'New tokens, or why there are none.',
  types: [Session, InvalidRefreshToken],
  resolveType: result => result.type,
})

const SignInInput = builder.inputType('SignInInput', {
  description: 'Who signs in.',
  fields: t => ({
    email: t.string({ required: true, description: 'The address of the account.', validate: z.string().max(320) }),
    password: t.string({ required: true, description: 'Its password.', validate: z.string().max(1000) }),
    code: t.string({
      description:
        'Code of the authenticator app, or a backup code in any spacing and case; for accounts with a second factor. Each works once.',
      validate: z.string().max(100).nullish(),
    }),
    organization: t.string({
      description: 'Name of the organization, for people who belong to several; absent: the one they joined first.',
      validate: z.string().max(300).nullish(),
    }),
  }),
})

builder.mutationField('signIn', t =>
  t.field({
    type: SignInResult,
    description:
      'Opens a session with address and password, and a code where the account has a second factor. Wrong ones slow the address down, whether or not it has an account.',
    authScopes: { public: true },
    complexity: 100,
    args: { input: t.arg({ type: SignInInput, required: true, description: 'Who signs in.' }) },
    resolve: async (_root, { input: { email, password, code, organization } }, context) => {
      const { accounts, telemetry, viewer, now, later } = context
      const { origin } = viewer
      const request = { email, password, code: code ?? null, organization: organization ?? null, origin }
      const outcome = await withoutTenant('signing in', () => signIn(accounts, request, now))
      telemetry.note({ type: 'signIn', by: 'PASSWORD', outcome: outcome.type })
      if (outcome.type === 'Session') return { type: 'Session' as const, ...outcome.tokens }
      if (outcome.type === 'TooManyAttempts') {
        const { refused } = outcome
        if (refused) {
          const { organizationId, userId } = refused
          const actor = { userId: null, role: null, origin }
          noteTooManyAttempts(context, { organizationId, subject: `User:${userId}`, actor })
        }
        return outcome
      }
      if (outcome.type === 'MfaRequired') return { type: outcome.type, message: MFA_MESSAGE }
      withoutTenant('signing in', () => later(outcome.recordRefusal))
      // What is said depends on what was sent alone, so that it tells nothing of the account.
      const what = code ? 'the address, the password or the code' : 'the address or the password'
      return { type: outcome.type, message: `Signing in: ${what} is wrong; check them and try again` }
    },
  }),
)

builder.mutationField('refreshSession', t =>
  t.field({
    type: RefreshSessionResult,
    description:
      'Exchanges a refresh token for new tokens. Each works once: sent again within ten seconds (by another tab, or as the answer was lost), the newest answers the same token as before; any other use of an old one ends the session.',
    authScopes: { public: true },
    args: {
      refreshToken: t.arg.string({
        required: true,
        description: 'The newest refresh token of the session.',
        validate: z.string().max(1000),
      }),
    },
    resolve: async (_root, { refreshToken }, { accounts, viewer, now }) => {
      const tokens = await withoutTenant('signing in', () => refreshSession(accounts, refreshToken, now, viewer.origin))
      if (tokens) return { type: 'Session' as const, ...tokens }
      return {
        type: 'InvalidRefreshToken' as const,
        message: 'Refreshing the session: the token is not valid any more; sign in again',
      }
    },
  }),
)

builder.mutationField('signOut', t =>
  t.boolean({
    description:
      'Ends this session at once, its access token included. Answers whether there was one to end; a key has none.',
    authScopes: { public: true },
    args: {
      everywhere: t.arg.boolean({
        defaultValue: false,
        description: 'true: end every session you have, on every device and in every organization.',
      }),
    },
    resolve: async (_root, { everywhere }, { accounts, viewer, sessionId, now }) =>
      isMember(viewer) &&
      (await withoutTenant('own account', () =>
        signOut(accounts, viewer, { sessionId, everywhere: everywhere ?? false }, now),
      )) > 0,
  }),
)
