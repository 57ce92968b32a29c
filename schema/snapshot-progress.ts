import { decodeId, encodeId } from '../server/access/opaque-id.ts'
import { NotFound } from '../server/errors.ts'
import type { ImportProgress } from '../server/snapshots/import-outcome.ts'
import { builder } from './builder.ts'
import { memberOf } from './member.ts'
import { snapshotOf } from './snapshot-ref.ts'
import { runningUpload } from './upload.ts'
import { resultOf, UploadSnapshotResult } from './upload-result.ts'

const ImportStage = builder.enumType('ImportStage', {
  description: 'What is being done with an upload.',
  values: {
    QUEUED: { description: 'It waits for the uploads before it.' },
    INSPECTING: { description: 'Headings and formats are found from all rows.' },
    READING: { description: 'Rows are read and checked.' },
    COMPARING: { description: 'Rows are compared with what is stored.' },
    STORING: { description: 'The version is stored; it can no longer be half there.' },
    DONE: { description: 'It has ended, one way or the other.' },
  } as const,
})

const SnapshotProgress = builder.objectRef<ImportProgress>('SnapshotProgress').implement({
  description: 'How far an upload is.',
  fields: t => ({
    id: t.id({
      description: 'Id of the snapshot that it becomes.',
      resolve: ({ uid }, _args, context) => encodeId('Snapshot', memberOf(context).organizationId, uid),
    }),
    stage: t.expose('stage', { type: ImportStage, description: 'What is being done.' }),
    rows: t.exposeInt('rows', { description: 'Rows done in this stage.' }),
    total: t.exposeInt('total', { nullable: true, description: 'Rows in all; null until they are counted.' }),
    result: t.field({
      type: UploadSnapshotResult,
      nullable: true,
      description: 'What became of it; null until it is DONE.',
      resolve: async ({ uid, stage }, _args, context) => {
        if (stage !== 'DONE') return null
        const running = context.imports.find(memberOf(context).organizationId, uid)
        return running ? resultOf(await running.done) : await snapshotOf(context, uid)
      },
    }),
  }),
})

builder.subscriptionField('snapshotProgress', t =>
  t.field({
    type: SnapshotProgress,
    description: 'How far an upload is, from now until it is DONE.',
    authScopes: { scopes: ['data:read'] },
    args: { id: t.arg.id({ required: true, description: 'Id of the snapshot, as the upload answered it.' }) },
    subscribe: async (_root, { id }, context) => {
      const running = runningUpload(context, id)
      if (running) return running.follow()
      const [uid] = decodeId(id, 'Snapshot', memberOf(context).organizationId) ?? []
      const snapshot = uid === undefined ? null : await snapshotOf(context, uid)
      if (!snapshot) throw new NotFound('Following an upload: there is no such snapshot')
      return ended({ uid: snapshot.uid, stage: 'DONE', rows: snapshot.rowCount, total: snapshot.rowCount })
    },
    resolve: progress => progress,
  }),
)

async function* ended(progress: ImportProgress): AsyncGenerator<ImportProgress> {
  yield progress
}
