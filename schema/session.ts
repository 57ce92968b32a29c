import { z } from 'zod'
import { isMember } from '../server/access/policy.ts'
import type { SessionTokens } from '../server/accounts/issue-tokens.ts'
import { refreshSession } from '../server/accounts/refresh-session.ts'
import { signIn } from '../server/accounts/sign-in.ts'
import { signOut } from '../server/accounts/sign-out.ts'
import { builder } from './builder.ts'

const Session = builder.objectRef<SessionTokens & { readonly type: 'Session' }>('Session').implement({
  description: 'A session: send its access token as "Authorization: Bearer …".',
  fields: t => ({
    accessToken: t.exposeString('accessToken', { description: 'Opens the door until it expires, a few minutes.' }),
    expiresAt: t.expose('accessExpiresAt', { type: 'DateTime', description: 'When the access token expires.' }),
    refreshToken: t.exposeString('refreshToken', {
      description: 'Exchanged for new tokens by refreshSession, once. Used twice, it ends the session.',
    }),
    refreshExpiresAt: t.expose('refreshExpiresAt', {
      type: 'DateTime',
      description: 'When the session ends if it is not refreshed.',
    }),
  }),
})

/** A failure without more to say than its message. */
const failure = <Name extends string>(name: Name, description: string) =>
  builder.objectRef<{ readonly type: Name; readonly message: string }>(name).implement({
    description,
    fields: t => ({ message: t.exposeString('message', { description: 'What happened and what to do, for people.' }) }),
  })

const InvalidCredentials = failure(
  'InvalidCredentials',
  'The address or the password is wrong. Which of them is not said.',
)
const MfaRequired = failure(
  'MfaRequired',
  'The password is right and a second factor is asked for. No account has one yet, so this is not answered today.',
)
const InvalidRefreshToken = failure(
  'InvalidRefreshToken',
  'The refresh token was used before, has expired, or its session has ended: sign in again.',
)
const TooManyAttempts = builder
  .objectRef<{ readonly type: 'TooManyAttempts'; readonly retryAfterSeconds: number }>('TooManyAttempts')
  .implement({
    description: 'Too many wrong passwords for this address: wait. Addresses without an account are slowed down alike.',
    fields: t => ({
      message: t.string({
        description: 'What happened and what to do, for people.',
        resolve: ({ retryAfterSeconds }) => `Signing in: too many attempts; try again in ${retryAfterSeconds} seconds`,
      }),
      retryAfterSeconds: t.exposeInt('retryAfterSeconds', { description: 'Seconds until the next attempt counts.' }),
    }),
  })

const SignInResult = builder.unionType('SignInResult', {
  description: 'A session, or why there is none.',
  types: [Session, InvalidCredentials, MfaRequired, TooManyAttempts],
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
    organization: t.string({
      description: 'Name of the organization, for people who belong to several; absent: the one they joined first.',
      validate: z.string().max(300).nullish(),
    }),
  }),
})

builder.mutationField('signIn', t =>
  t.field({
    type: SignInResult,
    description: 'Opens a session with address and password.',
    authScopes: { public: true },
    complexity: 100,
    args: { input: t.arg({ type: SignInInput, required: true, description: 'Who signs in.' }) },
    resolve: async (_root, { input: { email, password, organization } }, { accounts, viewer, now, later }) => {
      const request = { email, password, organization: organization ?? null, origin: viewer.origin }
      const outcome = await signIn(accounts, request, now)
      if (outcome.type === 'Session') return { type: 'Session' as const, ...outcome.tokens }
      if (outcome.type === 'TooManyAttempts') return outcome
      later(outcome.recordRefusal)
      return {
        type: outcome.type,
        message: 'Signing in: the address or the password is wrong; check both and try again',
      }
    },
  }),
)

builder.mutationField('refreshSession', t =>
  t.field({
    type: RefreshSessionResult,
    description: 'Exchanges a refresh token for new tokens. Each refresh token works once.',
    authScopes: { public: true },
    args: {
      refreshToken: t.arg.string({
        required: true,
        description: 'The newest refresh token of the session.',
        validate: z.string().max(1000),
      }),
    },
    resolve: async (_root, { refreshToken }, { accounts, viewer, now }) => {
      const tokens = await refreshSession(accounts, refreshToken, now, viewer.origin)
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
    description: 'Ends this session at once, its access token included. Answers whether there was one to end.',
    authScopes: { public: true },
    args: {
      everywhere: t.arg.boolean({
        defaultValue: false,
        description: 'true: end every session you have in this organization, on every device.',
      }),
    },
    resolve: async (_root, { everywhere }, { accounts, viewer, sessionId, now }) =>
      isMember(viewer) && (await signOut(accounts, viewer, { sessionId, everywhere: everywhere ?? false }, now)) > 0,
  }),
)
