import { z } from 'zod'
import { decodeId } from '../server/access/opaque-id.ts'
import { acceptInvitation as accept } from '../server/accounts/invitations/accept-invitation.ts'
import { findInvitation, type OpenInvitation } from '../server/accounts/invitations/find-invitation.ts'
import { type InvitationRecord, invitationStates, stateOf } from '../server/accounts/invitations/invitation-record.ts'
import { invite } from '../server/accounts/invitations/invite.ts'
import { invitationsByIds, readInvitations } from '../server/accounts/invitations/read-invitations.ts'
import { revokeInvitation } from '../server/accounts/invitations/revoke-invitation.ts'
import { withoutTenant } from '../server/db/row-level-security/tenant-scope.ts'
import { dbOf } from '../server/db/tables.ts'
import { builder } from './builder.ts'
import { memberOf } from './member.ts'
import { notingRefusal } from './noting-refusal.ts'
import { listConnectionOf } from './page.ts'
import { orWeakPassword, WeakPassword } from './password.ts'
import { loaderOf } from './request-cache.ts'
import { Session } from './session.ts'
import { failure, noteTooManyAttempts, unprovenAnswer, unprovenTypes } from './sign-in-failures.ts'
import { RoleEnum, User, userOf } from './user.ts'

const states = {
  OPEN: 'It can be accepted.',
  ACCEPTED: 'Somebody has joined by it.',
  REVOKED: 'It was ended, or a newer one of the same address has taken its place.',
  EXPIRED: 'It was not accepted in time.',
} as const

const InvitationStateEnum = builder.enumType('InvitationState', {
  description: 'What became of an invitation.',
  values: Object.fromEntries(invitationStates.map(state => [state, { description: states[state] }])) as Record<
    keyof typeof states,
    { description: string }
  >,
})

const Invitation = builder.objectRef<InvitationRecord>('Invitation')

builder.node(Invitation, {
  description: 'An offer to join your organization.',
  authScopes: { scopes: ['users:manage'] },
  id: { resolve: invitation => String(invitation.id) },
  loadOne: (id, context) =>
    Number.isSafeInteger(Number(id))
      ? loaderOf(context, 'invitations', (ids: readonly number[]) =>
          invitationsByIds(context.em, memberOf(context), ids),
        ).load(Number(id))
      : null,
  fields: t => ({
    email: t.exposeString('email', { description: 'The address that was invited.' }),
    role: t.expose('role', { type: RoleEnum, description: 'The role that whoever accepts it gets.' }),
    state: t.field({
      type: InvitationStateEnum,
      description: 'What became of it.',
      resolve: (invitation, _args, { now }) => stateOf(invitation, now),
    }),
    invitedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who invited; null: somebody who has left.',
      resolve: (invitation, _args, context) => userOf(context, invitation.invitedBy),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when it can be accepted.' }),
    acceptedAt: t.expose('acceptedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was accepted; null: it was not.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was revoked; null: it was not.',
    }),
  }),
})

builder.queryField('invitations', t =>
  t.connection(
    {
      type: Invitation,
      description: 'The invitations of your organization, newest first, ended ones included.',
      authScopes: { scopes: ['users:manage'] },
      resolve: async (_root, args, context) =>
        listConnectionOf(await readInvitations(context.em, memberOf(context)), args),
    },
    { name: 'InvitationConnection', description: 'A page of invitations.' },
    { name: 'InvitationEdge', description: 'An invitation in the list.' },
  ),
)

const CreatedInvitation = builder
  .objectRef<{ readonly invitation: InvitationRecord; readonly token: string }>('CreatedInvitation')
  .implement({
    description: 'A new invitation with its token. Nothing is mailed: pass the link on yourself.',
    fields: t => ({
      invitation: t.field({ type: Invitation, description: 'The invitation.', resolve: made => made.invitation }),
      token: t.exposeString('token', {
        description: 'What whoever accepts shows. It is not kept: whoever has it may join, once, within a week.',
      }),
      path: t.string({
        description:
          'The page that accepts it, with the token behind the #, where no server sees it; put the address of this server before it.',
        resolve: ({ token }) => `/#invitation=${token}`,
      }),
    }),
  })

builder.mutationField('inviteUser', t =>
  t.field({
    type: CreatedInvitation,
    description:
      'Invites somebody to your organization, with a role that may do no more than you. An earlier open invitation of the address ends.',
    authScopes: { scopes: ['users:manage'] },
    args: {
      email: t.arg.string({
        required: true,
        description: 'Their address; they sign in with it.',
        validate: z.string().max(320),
      }),
      role: t.arg({ type: RoleEnum, required: true, description: 'The role they get.' }),
    },
    resolve: (_root, { email, role }, context) =>
      notingRefusal(context, 'Mutation.inviteUser', () =>
        invite(context.accounts, memberOf(context), { email, role }, context.now),
      ),
  }),
)

builder.mutationField('revokeInvitation', t =>
  t.field({
    type: Invitation,
    description: 'Ends an invitation at once. One that was accepted or has ended stays as it is.',
    authScopes: { scopes: ['users:manage'] },
    args: { id: t.arg.id({ required: true, description: 'Id of the invitation.' }) },
    resolve: (_root, { id }, context) => {
      const member = memberOf(context)
      const [key] = decodeId(id, 'Invitation', member.organizationId) ?? []
      return revokeInvitation(context.accounts, member, Number(key ?? -1), context.now)
    },
  }),
)

const OfferedMembership = builder.objectRef<OpenInvitation>('OfferedMembership').implement({
  description: 'What an invitation offers to whoever has its token.',
  fields: t => ({
    organization: t.exposeString('organization', { description: 'Name of the organization.' }),
    role: t.expose('role', { type: RoleEnum, description: 'The role you would get.' }),
    email: t.exposeString('email', { description: 'The address that was invited; you sign in with it.' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', description: 'Until when it can be accepted.' }),
  }),
})

const token = z.string().max(200)

builder.queryField('invitation', t =>
  t.field({
    type: OfferedMembership,
    nullable: true,
    description:
      'What the invitation of a token offers. Null for a token that is wrong, used, revoked or expired; which of them is not said.',
    authScopes: { public: true },
    args: { token: t.arg.string({ required: true, description: 'The token.', validate: token }) },
    resolve: (_root, args, context) =>
      withoutTenant('signing in', () => findInvitation(dbOf(context.accounts.em.fork()), args.token, context.now)),
  }),
)

const InvalidInvitation = failure(
  'InvalidInvitation',
  'The token is wrong, or its invitation was used, revoked or has expired. Which of them is not said.',
)

const AcceptInvitationResult = builder.unionType('AcceptInvitationResult', {
  description: 'A session in the organization, or why there is none.',
  types: [Session, InvalidInvitation, WeakPassword, ...unprovenTypes],
  resolveType: result => result.type,
})

const AcceptInvitationInput = builder.inputType('AcceptInvitationInput', {
  description:
    'Whoever accepts. The same is asked of people with an account on this server and without: an invitation does not tell who has one.',
  fields: t => ({
    token: t.string({ required: true, description: 'The token of the invitation.', validate: token }),
    name: t.string({
      required: true,
      description: 'What a new person is called, 1 to 100 characters; whoever has an account keeps their name.',
      validate: z.string().trim().min(1).max(100),
    }),
    password: t.string({
      required: true,
      description:
        'The password of the account that the address has on this server, or else a new one of 8 to 1000 characters.',
      validate: z.string().max(2000),
    }),
    code: t.string({
      description: 'A code of the app, or a backup code; for accounts with a second factor.',
      validate: z.string().max(100).nullish(),
    }),
  }),
})

builder.mutationField('acceptInvitation', t =>
  t.field({
    type: AcceptInvitationResult,
    description: 'Joins the organization that invited you, and opens a session in it.',
    authScopes: { public: true },
    complexity: 100,
    args: { input: t.arg({ type: AcceptInvitationInput, required: true, description: 'Whoever accepts.' }) },
    resolve: async (_root, { input }, context) => {
      const { accounts, viewer, now, later } = context
      const acceptance = { ...input, name: input.name.trim(), code: input.code ?? null, origin: viewer.origin }
      const outcome = await orWeakPassword(withoutTenant('signing in', () => accept(accounts, acceptance, now)))
      if (outcome.type === 'Session') return { type: 'Session' as const, ...outcome.tokens }
      if (outcome.type === 'WeakPassword') return outcome
      if (outcome.type === 'InvalidCredentials') withoutTenant('signing in', () => later(outcome.recordRefusal))
      if (outcome.type === 'TooManyAttempts') {
        const actor = { userId: null, role: null, origin: viewer.origin }
        noteTooManyAttempts(context, { ...outcome.refused, actor })
      }
      if (outcome.type !== 'InvalidInvitation') return unprovenAnswer(outcome, 'Accepting the invitation')
      const message = 'Accepting the invitation: it is not valid (any more); ask whoever invited you for a new one'
      return { type: outcome.type, message }
    },
  }),
)
