import { isMember, type Viewer as ViewerRecord } from '../server/access/policy.ts'
import { readSecondFactor } from '../server/accounts/second-factor/second-factor-record.ts'
import { dbOf } from '../server/db/tables.ts'
import { ApiKey, apiKeyOf } from './api-key.ts'
import { builder } from './builder.ts'
import { Membership, membershipsOf } from './membership.ts'
import { OpenSession, sessionsOf } from './open-session.ts'
import { Organization, organizationOf } from './organization.ts'
import { listConnectionOf } from './page.ts'
import { SecondFactor } from './second-factor.ts'
import { RoleEnum, User, userOf } from './user.ts'

const Viewer = builder.objectRef<ViewerRecord>('Viewer').implement({
  description: 'Who is asking. Somebody who is not signed in is a viewer without an organization and without scopes.',
  fields: t => ({
    signedIn: t.boolean({ description: 'Whether the request carried valid credentials.', resolve: isMember }),
    user: t.field({
      type: User,
      nullable: true,
      description: 'The person; of an API key, the one who made it.',
      resolve: (viewer, _args, context) => (viewer.userId === null ? null : userOf(context, viewer.userId)),
    }),
    email: t.exposeString('email', { nullable: true, description: 'The address the person signs in with.' }),
    organization: t.field({
      type: Organization,
      nullable: true,
      description: 'The organization of this session or key.',
      resolve: (viewer, _args, context) => (isMember(viewer) ? organizationOf(context) : null),
    }),
    role: t.expose('role', { type: RoleEnum, nullable: true, description: 'The role in the organization.' }),
    organizations: t.field({
      type: [Membership],
      description: 'The organizations you belong to, the one you joined first to begin with; of a key, its own.',
      resolve: (_viewer, _args, context) => membershipsOf(context),
    }),
    secondFactor: t.field({
      type: SecondFactor,
      nullable: true,
      description: 'Your second factor; null: you have none, or this is a key.',
      resolve: ({ userId }, _args, { sessionId, accounts }) =>
        userId === null || sessionId === null ? null : readSecondFactor(dbOf(accounts.em.fork()), userId),
    }),
    mustSetUpSecondFactor: t.boolean({
      description:
        'Whether your organization asks your role for a second factor and you (of a key: whoever made it) have none: until one is set up you may do nothing else.',
      resolve: viewer => viewer.mustSetUpSecondFactor ?? false,
    }),
    sessions: t.connection(
      {
        type: OpenSession,
        description: 'Your open sessions in every organization, the last used first; a key has none.',
        resolve: async (_viewer, args, context) => listConnectionOf(await sessionsOf(context), args),
      },
      { name: 'OpenSessionConnection', description: 'A page of sessions.' },
      { name: 'OpenSessionEdge', description: 'A session in the list.' },
    ),
    scopes: t.stringList({
      description: 'What may be done, e.g. "cost:read". A key may have fewer than its role.',
      resolve: viewer => [...viewer.scopes],
    }),
    apiKey: t.field({
      type: ApiKey,
      nullable: true,
      description: 'The API key the request came with.',
      resolve: (viewer, _args, context) => (viewer.apiKeyId === null ? null : apiKeyOf(context, viewer.apiKeyId)),
    }),
  }),
})

builder.queryField('viewer', t =>
  t.field({
    type: Viewer,
    description: 'Who you are and what you may do.',
    authScopes: { public: true },
    resolve: (_root, _args, { viewer }) => viewer,
  }),
)
