import { isMember, type Viewer as ViewerRecord } from '../server/access/policy.ts'
import { ApiKey, apiKeyOf } from './api-key.ts'
import { builder } from './builder.ts'
import { Organization, organizationOf } from './organization.ts'
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
