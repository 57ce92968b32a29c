import { decodeId } from '../server/access/opaque-id.ts'
import { writeIn } from '../server/db/write-in.ts'
import { BadInput, NotFound, TooLarge } from '../server/errors.ts'
import type { SnapshotRecord } from '../server/snapshots/import-outcome.ts'
import { recordRefusedUpload } from '../server/snapshots/record-refused-upload.ts'
import { builder } from './builder.ts'
import { cellSource } from './cell-rows.ts'
import type { Context } from './context.ts'
import { memberOf } from './member.ts'
import { pendingOf, runUpload } from './run-upload.ts'
import { snapshotOf } from './snapshot-ref.ts'
import { CorrectRowsInput, type UploadOptions, UploadRowsInput, UploadSnapshotInput } from './upload-input.ts'
import { importerOf, uploadRequest } from './upload-request.ts'
import { resultOf, UploadSnapshotResult } from './upload-result.ts'

/** A file above the limit is one that cannot be read; the log says that it was refused. */
async function tooLarge(context: Context, { dataset, dryRun }: UploadOptions, error: unknown) {
  if (!(error instanceof TooLarge)) throw error
  const { code, message } = error
  const refused = { uid: null, dataset, byteSize: null, dryRun: dryRun ?? false, outcome: 'InvalidFile', code }
  await writeIn(context.em, context.gate, db => recordRefusedUpload(db, importerOf(context), refused, context.now))
  return { type: 'InvalidFile', code, message } as const
}

const nothing = async () => undefined

builder.mutationField('uploadSnapshot', t =>
  t.field({
    type: UploadSnapshotResult,
    description:
      'Uploads a file. It becomes a version of its dataset, or the answer says why not. Large files go through POST /uploads.',
    authScopes: { scopes: ['data:write'] },
    args: { input: t.arg({ type: UploadSnapshotInput, required: true, description: 'The file and how to read it.' }) },
    resolve: async (_root, { input: { file, sheet, ...options } }, context) => {
      const kept = await context.keepUpload(file.stream()).catch(error => tooLarge(context, options, error))
      if ('type' in kept) return kept
      const fileName = file.name === '' ? null : file.name
      const source = { kind: 'file', path: kept.path, byteSize: kept.byteSize, fileName } as const
      try {
        const request = await uploadRequest(context, { source, fileName, sheet: sheet ?? null }, options)
        const running = context.imports.start(request)
        return await runUpload(context, running, pendingOf(request), {
          wait: options.wait ?? true,
          discard: kept.discard,
        })
      } catch (error) {
        await kept.discard()
        throw error
      }
    },
  }),
)

builder.mutationField('uploadRows', t =>
  t.field({
    type: UploadSnapshotResult,
    description: 'Uploads cells of a spreadsheet. The same as uploadSnapshot otherwise.',
    authScopes: { scopes: ['data:write'] },
    args: { input: t.arg({ type: UploadRowsInput, required: true, description: 'The cells and how to read them.' }) },
    resolve: async (_root, { input }, context) => {
      const source = cellSource(input, context.config.maxUploadRows)
      const fileName = input.source?.workbook ?? input.source?.sheet ?? null
      const request = await uploadRequest(context, { source, fileName, sheet: null }, input)
      const running = context.imports.start(request)
      return await runUpload(context, running, pendingOf(request), { wait: input.wait ?? true, discard: nothing })
    },
  }),
)

builder.mutationField('correctRows', t =>
  t.field({
    type: UploadSnapshotResult,
    description: 'Mends rejected rows of a snapshot. The mended rows become a new version.',
    authScopes: { scopes: ['data:write'] },
    args: { input: t.arg({ type: CorrectRowsInput, required: true, description: 'The mended rows.' }) },
    resolve: async (_root, { input }, context) => {
      const snapshot = await acceptedSnapshot(context, input.snapshot, 'Correcting rows')
      const request = {
        uid: context.newUid(),
        by: importerOf(context),
        snapshot: snapshot.uid,
        rows: input.rows.map(({ row, cells }) => ({
          row,
          cells: Object.fromEntries(cells.map(({ heading, value }) => [heading, value])),
        })),
        mode: input.mode ?? 'LENIENT',
        dryRun: input.dryRun ?? false,
        description: input.description ?? null,
      }
      const { dataset, fileName, byteSize } = snapshot
      const pending = { ...request, dataset, fileName, byteSize, origin: 'CORRECTION' } as const
      return await runUpload(context, context.imports.correct(request), pending, { wait: true, discard: nothing })
    },
  }),
)

builder.mutationField('cancelUpload', t =>
  t.boolean({
    description: 'Stops an upload of yours that is still processed. Answers whether there was something to stop.',
    authScopes: { scopes: ['data:write'] },
    args: { id: t.arg.id({ required: true, description: 'Id of the snapshot that it would become.' }) },
    resolve: (_root, { id }, context) => {
      const running = runningUpload(context, id)
      if (!running || running.outcome !== null) return false
      running.cancel()
      return true
    },
  }),
)

builder.queryField('uploadResult', t =>
  t.field({
    type: UploadSnapshotResult,
    nullable: true,
    description:
      'What became of an upload that nobody waited for; null while it is processed. Refused uploads are known for an hour.',
    authScopes: { scopes: ['data:write'] },
    args: { id: t.arg.id({ required: true, description: 'Id of the snapshot that was answered.' }) },
    resolve: async (_root, { id }, context) => {
      const running = runningUpload(context, id)
      if (running) return running.outcome && resultOf(running.outcome)
      return await acceptedSnapshot(context, id, 'Reading the result of an upload')
    },
  }),
)

/** An upload that runs or ended within the hour. */
export function runningUpload(context: Context, id: string) {
  const { organizationId } = memberOf(context)
  const [uid] = decodeId(id, 'Snapshot', organizationId) ?? []
  return uid === undefined ? undefined : context.imports.find(organizationId, uid)
}

async function acceptedSnapshot(context: Context, id: string, doing: string): Promise<SnapshotRecord> {
  const [uid] = decodeId(id, 'Snapshot', memberOf(context).organizationId) ?? []
  const snapshot = uid === undefined ? null : await snapshotOf(context, uid)
  if (!snapshot) throw new NotFound(`${doing}: there is no such snapshot`)
  if (snapshot.number === 0) throw new BadInput(`${doing}: the snapshot is not accepted (yet)`)
  return snapshot
}
