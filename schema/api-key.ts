import { z } from 'zod'
import { decodeId } from '../server/access/opaque-id.ts'
import { roles, scopes } from '../server/access/policy.ts'
import type { ApiKeyRecord } from '../server/accounts/api-key-record.ts'
import { createApiKey } from '../server/accounts/create-api-key.ts'
import { apiKeysByIds, readApiKeys } from '../server/accounts/read-api-keys.ts'
import { revokeApiKey } from '../server/accounts/revoke-api-key.ts'
import { builder, describedRule } from './builder.ts'
import type { Context } from './context.ts'
import { memberOf } from './member.ts'
import { notingRefusal } from './noting-refusal.ts'
import { listConnectionOf } from './page.ts'
import { loaderOf } from './request-cache.ts'
import { RoleEnum, User, userOf } from './user.ts'

/** The key with this id; null when the viewer's organization has none. */
export const apiKeyOf = (context: Context, id: number): Promise<ApiKeyRecord | null> =>
  loaderOf(context, 'api keys', (ids: readonly number[]) => apiKeysByIds(context.em, memberOf(context), ids)).load(id)

export const ApiKey = builder.objectRef<ApiKeyRecord>('ApiKey')

builder.node(ApiKey, {
  description:
    'A credential for programs: BI tools, scripts, the spreadsheet. Its secret is shown once, when it is made.',
  authScopes: describedRule('keys:manage, or the key itself', (key, { viewer }) =>
    viewer.apiKeyId === key.id ? true : { scopes: ['keys:manage'] },
  ),
  id: { resolve: key => String(key.id) },
  loadOne: (id, context) => (Number.isSafeInteger(Number(id)) ? apiKeyOf(context, Number(id)) : null),
  fields: t => ({
    name: t.exposeString('name', { description: 'What it is for.' }),
    prefix: t.exposeString('prefix', { description: 'The part of the secret after "moat_": tells keys apart.' }),
    role: t.expose('role', { type: RoleEnum, description: 'The most it may do.' }),
    scopes: t.exposeStringList('scopes', {
      nullable: true,
      description: 'The scopes it is limited to, e.g. "data:read"; null: all of its role.',
    }),
    createdBy: t.field({
      type: User,
      nullable: true,
      description: 'Who made it. It can never do more than this person.',
      resolve: (key, _args, context) => userOf(context, key.createdBy),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ends by itself; null: never.',
    }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last used, to the minute; null: never.',
    }),
    revokedAt: t.expose('revokedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was ended; null: it was not.',
    }),
  }),
})

builder.queryField('apiKeys', t =>
  t.connection(
    {
      type: ApiKey,
      description: 'The API keys of your organization, newest first, ended ones included.',
      authScopes: { scopes: ['keys:manage'] },
      resolve: async (_root, args, context) => listConnectionOf(await readApiKeys(context.em, memberOf(context)), args),
    },
    { name: 'ApiKeyConnection', description: 'A page of API keys.' },
    { name: 'ApiKeyEdge', description: 'An API key in the list.' },
  ),
)

const CreatedApiKey = builder.objectRef<{ key: ApiKeyRecord; secret: string }>('CreatedApiKey').implement({
  description: 'A new API key with its secret.',
  fields: t => ({
    apiKey: t.field({ type: ApiKey, description: 'The key.', resolve: created => created.key }),
    secret: t.exposeString('secret', {
      description:
        'Send it as "Authorization: Bearer …", as X-API-Key, or as the password of Basic. It is not kept: store it now.',
    }),
  }),
})

const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  description: 'What a new key is for and may do.',
  fields: t => ({
    name: t.string({
      required: true,
      description: 'What it is for, 1 to 100 characters.',
      validate: z.string().trim().min(1).max(100),
    }),
    role: t.field({
      type: RoleEnum,
      defaultValue: 'VIEWER',
      description: 'The most it may do; never more than you may.',
    }),
    scopes: t.stringList({
      description: `Narrows the role to these: ${scopes.join(', ')}.`,
      validate: z.array(z.enum(scopes)).max(scopes.length).nullish(),
    }),
    expiresAt: t.field({ type: 'DateTime', description: 'When it ends by itself; absent: never.' }),
  }),
})

builder.mutationField('createApiKey', t =>
  t.field({
    type: CreatedApiKey,
    description: 'Makes an API key. Its secret is in the answer and cannot be read again.',
    authScopes: { scopes: ['keys:manage'] },
    args: { input: t.arg({ type: CreateApiKeyInput, required: true, description: 'The key to make.' }) },
    resolve: (_root, { input }, context) => {
      const key = {
        name: input.name.trim(),
        role: roles.find(role => role === input.role) ?? 'VIEWER',
        scopes: input.scopes ? scopes.filter(scope => input.scopes?.includes(scope)) : null,
        expiresAt: input.expiresAt == null ? null : Date.parse(input.expiresAt),
      }
      return notingRefusal(context, 'Mutation.createApiKey', () =>
        createApiKey(context.accounts, memberOf(context), key, context.now),
      )
    },
  }),
)

builder.mutationField('revokeApiKey', t =>
  t.field({
    type: ApiKey,
    description: 'Ends an API key at once.',
    authScopes: { scopes: ['keys:manage'] },
    args: { id: t.arg.id({ required: true, description: 'Id of the key.' }) },
    resolve: (_root, { id }, context) => {
      const member = memberOf(context)
      const [key] = decodeId(id, 'ApiKey', member.organizationId) ?? []
      return revokeApiKey(context.accounts, member, Number(key ?? -1), context.now)
    },
  }),
)
