import { dbOf } from '../server/db/tables.ts'
import { type PolicyRecord, readPolicyHistory, readPolicyRecords } from '../server/governance/read-policies.ts'
import { setPolicy } from '../server/governance/set-policy.ts'
import { builder } from './builder.ts'
import { memberOf } from './member.ts'
import { User, userOf } from './user.ts'

const Policy = builder.objectRef<PolicyRecord>('Policy')
Policy.implement({
  description: 'What your organization says about its data and results. Every version is kept.',
  fields: t => ({
    key: t.exposeString('key', {
      description: 'Which: acceptance, files, review, approval, masking, signIn or retention.',
    }),
    version: t.exposeInt('version', { description: '1, 2, 3, …; 0: the default of the product.' }),
    value: t.field({ type: 'JSON', description: 'What it says.', resolve: ({ value }) => value }),
    createdBy: t.field({
      type: User,
      nullable: true,
      description: 'Who said so; null: the default, or somebody who has left.',
      resolve: ({ createdBy }, _args, context) => (createdBy === null ? null : userOf(context, createdBy)),
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when; null: the default.',
    }),
    history: t.field({
      type: [Policy],
      description: 'Every version, newest first; the default is not among them.',
      resolve: ({ key }, _args, context) => readPolicyHistory(dbOf(context.em), memberOf(context).organizationId, key),
    }),
  }),
})

builder.queryField('policies', t =>
  t.field({
    type: [Policy],
    description: 'All policies as they stand.',
    authScopes: { scopes: ['audit:read'] },
    resolve: (_root, _args, context) => readPolicyRecords(dbOf(context.em), memberOf(context).organizationId),
  }),
)

builder.mutationField('setPolicy', t =>
  t.field({
    type: Policy,
    description: 'Stores a new version of a policy, whole. What it was before and is now stands in the audit log.',
    authScopes: { scopes: ['policy:write'] },
    args: {
      key: t.arg.string({ required: true, description: 'Which policy.' }),
      value: t.arg({ type: 'JSON', required: true, description: 'All that it says; policies shows the form.' }),
    },
    resolve: (_root, { key, value }, context) =>
      setPolicy(context.em, memberOf(context), { key, value }, { now: context.now, gate: context.gate }),
  }),
)
