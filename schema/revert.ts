import { z } from 'zod'
import { decodeId } from '../server/access/opaque-id.ts'
import type { RevertOutcome } from '../server/snapshots/import-outcome.ts'
import { builder } from './builder.ts'
import { memberOf } from './member.ts'
import { Snapshot, snapshotOf } from './snapshot-ref.ts'
import { importerOf } from './upload-request.ts'

const NotFound = builder.objectRef<Extract<RevertOutcome, { type: 'NotFound' }>>('NotFound').implement({
  description: 'There is no such thing in your organization.',
  fields: t => ({ message: t.exposeString('message', { description: 'What was looked for, for people.' }) }),
})

const RevertConflict = builder
  .objectRef<Extract<RevertOutcome, { type: 'RevertConflict' }>>('RevertConflict')
  .implement({
    description: 'Later snapshots build on this one: revert them first, newest first.',
    fields: t => ({
      message: t.exposeString('message', { description: 'What stands in the way and what to do, for people.' }),
      snapshots: t.field({
        type: [Snapshot],
        description: 'The later snapshots.',
        resolve: async ({ snapshots }, _args, context) => {
          const found = await Promise.all(snapshots.map(uid => snapshotOf(context, uid)))
          return found.filter(snapshot => snapshot !== null)
        },
      }),
    }),
  })

const RevertSnapshotResult = builder.unionType('RevertSnapshotResult', {
  description: 'The version that restores the state before, or why there is none.',
  types: [Snapshot, NotFound, RevertConflict],
  resolveType: result => ('uid' in result ? 'Snapshot' : result.type),
})

builder.mutationField('revertSnapshot', t =>
  t.field({
    type: RevertSnapshotResult,
    description: 'Undoes a snapshot: a new version restores the state before it. The answer is that new version.',
    authScopes: { scopes: ['data:write'] },
    args: {
      id: t.arg.id({ required: true, description: 'The snapshot to undo.' }),
      reason: t.arg.string({
        required: true,
        description: 'Why, for the log; 1 to 2000 characters.',
        validate: z.string().trim().min(1).max(2000),
      }),
    },
    resolve: async (_root, { id, reason }, context) => {
      const [snapshot] = decodeId(id, 'Snapshot', memberOf(context).organizationId) ?? []
      if (snapshot === undefined)
        return { type: 'NotFound' as const, message: 'Reverting a snapshot: there is no such snapshot' }
      const request = { uid: context.newUid(), by: importerOf(context), snapshot, reason }
      const outcome = await context.imports.revert(request)
      return outcome.type === 'Snapshot' ? outcome.snapshot : outcome
    },
  }),
)
