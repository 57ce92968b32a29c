import { decodeId, encodeId } from '../server/access/opaque-id.ts'
import { endSession } from '../server/accounts/sessions/end-session.ts'
import { readSessions, type SessionRecord } from '../server/accounts/sessions/read-sessions.ts'
import { withoutTenant } from '../server/db/row-level-security/tenant-scope.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { ownSessionOf } from './own-session.ts'

const methods = {
  PASSWORD: 'With the password alone.',
  SECOND_FACTOR: 'With the password and a second factor.',
  PROVIDER: 'By an identity provider, which sees to second factors itself.',
} as const

const SessionMethodEnum = builder.enumType('SessionMethod', {
  description: 'How a session was opened.',
  values: Object.fromEntries(
    Object.entries(methods).map(([method, description]) => [method, { description }]),
  ) as Record<keyof typeof methods, { description: string }>,
})

export const OpenSession = builder.objectRef<SessionRecord>('OpenSession').implement({
  description: 'A session of yours that is open, on this device or another.',
  fields: t => ({
    id: t.id({
      description: 'Opaque id; for endSession.',
      resolve: session => encodeId('OpenSession', session.organizationId, session.id),
    }),
    current: t.boolean({
      description: 'Whether it is the one this request came with.',
      resolve: (session, _args, context) => session.id === context.sessionId,
    }),
    organization: t.exposeString('organization', { description: 'Name of the organization it is in.' }),
    openedAt: t.expose('openedAt', { type: 'DateTime', description: 'When you signed in.' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      description: 'When it last got new tokens: its last use is at most the life of an access token later.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'When it ends if it is not used.' }),
    method: t.expose('method', { type: SessionMethodEnum, description: 'How it was opened.' }),
    address: t.exposeString('address', {
      nullable: true,
      description: 'Network address it was opened from; null: not known.',
    }),
    userAgent: t.exposeString('userAgent', {
      nullable: true,
      description: 'What the browser or program said it is; null: nothing.',
    }),
  }),
})

/** The open sessions of the person who asks; a key has none. */
export const sessionsOf = async (context: Context): Promise<SessionRecord[]> =>
  context.sessionId === null ? [] : await readSessions(context.accounts, ownSessionOf(context).userId, context.now)

builder.mutationField('endSession', t =>
  t.boolean({
    description: 'Ends a session of yours at once, its access tokens included. Answers whether there was one to end.',
    authScopes: { session: true },
    args: { id: t.arg.id({ required: true, description: 'Id of the session, from viewer.sessions.' }) },
    resolve: async (_root, { id }, context) => {
      const { userId, origin } = ownSessionOf(context)
      const organizationId = Number(Buffer.from(id, 'base64url').toString().split(':')[1])
      const [sessionId] = decodeId(id, 'OpenSession', organizationId) ?? []
      if (sessionId === undefined || !Number.isSafeInteger(organizationId)) return false
      const which = { userId, origin, organizationId, sessionId }
      return await withoutTenant('own account', () => endSession(context.accounts, which, context.now))
    },
  }),
)
