import { z } from 'zod'
import { decodeId } from '../server/access/opaque-id.ts'
import { may } from '../server/access/policy.ts'
import { dbOf } from '../server/db/tables.ts'
import { Forbidden } from '../server/errors.ts'
import { deleteSavedQuery } from '../server/queries/delete-saved-query.ts'
import { findSavedQuery, readSavedQueries, savedQueriesByIds } from '../server/queries/read-saved-queries.ts'
import { runSavedQuery } from '../server/queries/run-saved-query.ts'
import { saveQuery } from '../server/queries/save-query.ts'
import { isOwn, namesStaff, type SavedQueryRecord } from '../server/queries/saved-query.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { memberOf } from './member.ts'
import { MetricQueryInput, plannerQuery } from './metric-query-input.ts'
import { MetricTable, noteStaff } from './metric-table.ts'
import { listConnectionOf } from './page.ts'
import { loaderOf } from './request-cache.ts'
import { User, userOf } from './user.ts'

const SavedQuery = builder.objectRef<SavedQueryRecord>('SavedQuery')

builder.node(SavedQuery, {
  description: 'A metric query under a name: your own, or one that somebody of your organization shares.',
  authScopes: { scopes: ['data:read'] },
  id: { resolve: saved => String(saved.id) },
  loadOne: (id, context) =>
    Number.isSafeInteger(Number(id))
      ? loaderOf(context, 'saved queries', (ids: readonly number[]) =>
          savedQueriesByIds(context.em, memberOf(context), ids),
        ).load(Number(id))
      : null,
  fields: t => ({
    name: t.exposeString('name', { description: 'Its name, the same in any case.' }),
    query: t.field({
      type: 'JSONObject',
      nullable: true,
      description: 'The MetricQuery. Null, with an error, where it names members of staff and you may not see names.',
      resolve: ({ query }, _args, context, info) => {
        if (!namesStaff(query)) return query
        if (!may(context.viewer, 'staff:read')) return context.refusals.mask(info, ['staff:read'])
        context.audit.note('SavedQuery.query')
        return query
      },
    }),
    shared: t.exposeBoolean('shared', { description: 'Whether everybody in your organization sees it.' }),
    own: t.boolean({
      description: 'Whether it is yours.',
      resolve: (saved, _args, context) => isOwn(saved, memberOf(context)),
    }),
    createdBy: t.field({
      type: User,
      nullable: true,
      description: 'Whose it is; null: somebody who has left.',
      resolve: (saved, _args, context) => userOf(context, saved.createdBy),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was first saved.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it was last saved.' }),
  }),
})

builder.queryField('savedQueries', t =>
  t.connection(
    {
      type: SavedQuery,
      description: 'Your saved queries and those shared with you, by name.',
      authScopes: { scopes: ['data:read'] },
      resolve: async (_root, args, context) =>
        listConnectionOf(await readSavedQueries(context.em, memberOf(context)), args),
    },
    { name: 'SavedQueryConnection', description: 'A page of saved queries.' },
    { name: 'SavedQueryEdge', description: 'A saved query in the list.' },
  ),
)

const nameArgument = { required: true, description: 'Its name, in any case; yours comes before a shared one.' } as const

builder.queryField('savedQuery', t =>
  t.field({
    type: SavedQuery,
    nullable: true,
    description: 'The saved query of a name; null: there is none for you.',
    authScopes: { scopes: ['data:read'] },
    args: { name: t.arg.string(nameArgument) },
    resolve: (_root, { name }, context) => findSavedQuery(dbOf(context.em), memberOf(context), name),
  }),
)

/** What a run is weighed as when it does not say how many rows it wants. */
const ROWS_EXPECTED = 500

builder.queryField('runSavedQuery', t =>
  t.field({
    type: MetricTable,
    description: 'The table of a saved query, asked now and by you: for =MOAT.TABLE, widgets and reports.',
    authScopes: { scopes: ['data:read'] },
    complexity: ({ first }) => ({ field: 50, multiplier: Math.max(1, Math.ceil((first ?? ROWS_EXPECTED) / 50)) }),
    args: {
      name: t.arg.string(nameArgument),
      first: t.arg.int({
        description: 'At most so many rows, whatever the query says; truncated tells whether there are more.',
        validate: z.int().min(0).max(100_000).nullish(),
      }),
    },
    resolve: async (_root, { name, first }, context) => {
      const options = { now: context.now, first: first ?? null }
      const { saved, table } = await runSavedQuery(context.em, memberOf(context), name, options).catch(error =>
        noted(context, error),
      )
      noteStaff(context, saved.query, table)
      return table
    },
  }),
)

/** A query that was shared with somebody who may not ask it: that they tried stands in the log. */
function noted(context: Context, error: unknown): never {
  const lacking = (['cost:read', 'staff:read'] as const).filter(scope => !may(context.viewer, scope))
  if (error instanceof Forbidden) context.refusals.note('Query.runSavedQuery', lacking.join(', '))
  throw error
}

const SaveQueryInput = builder.inputType('SaveQueryInput', {
  description: 'A metric query and the name to keep it under.',
  fields: t => ({
    name: t.string({
      required: true,
      description: 'Its name, 1 to 100 characters. In place of your own one of that name, if there is one.',
      validate: z.string().trim().min(1).max(100),
    }),
    query: t.field({ type: MetricQueryInput, required: true, description: 'The question.' }),
    shared: t.boolean({
      defaultValue: false,
      description: 'Whether everybody in your organization sees it. Needs queries:share.',
    }),
  }),
})

builder.mutationField('saveQuery', t =>
  t.field({
    type: SavedQuery,
    description: 'Keeps a metric query under a name. You must be allowed to ask it yourself.',
    authScopes: { scopes: ['data:read'] },
    args: { input: t.arg({ type: SaveQueryInput, required: true, description: 'The query and its name.' }) },
    resolve: (_root, { input: { name, query, shared } }, context) =>
      saveQuery(
        context.em,
        memberOf(context),
        { name, query: plannerQuery(query), shared: shared ?? false },
        { now: context.now, gate: context.gate },
      ),
  }),
)

builder.mutationField('deleteSavedQuery', t =>
  t.field({
    type: SavedQuery,
    description: 'Deletes a saved query of yours; those who manage users delete shared ones of others too.',
    authScopes: { scopes: ['data:read'] },
    args: { id: t.arg.id({ required: true, description: 'Id of the saved query.' }) },
    resolve: (_root, { id }, context) => {
      const member = memberOf(context)
      const [key] = decodeId(id, 'SavedQuery', member.organizationId) ?? []
      return deleteSavedQuery(context.em, member, Number(key ?? -1), { now: context.now, gate: context.gate })
    },
  }),
)
