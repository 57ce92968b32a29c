import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GraphQLSchema } from 'graphql'
import type { Context, KeptUpload } from '../../../schema/context.ts'
import { pendingOf, runUpload } from '../../../schema/run-upload.ts'
import { importerOf, uploadRequest } from '../../../schema/upload-request.ts'
import { isMember, may } from '../../access/policy.ts'
import { secondFactorAsked } from '../../access/second-factor-asked.ts'
import { writeIn } from '../../db/write-in.ts'
import { Forbidden, TooLarge, Unauthenticated } from '../../errors.ts'
import { recordRefusedUpload } from '../../snapshots/record-refused-upload.ts'
import { answerJson } from '../answer.ts'
import { noteForAudit } from '../refusals-plugin.ts'
import { keepUpload } from './keep-upload.ts'
import { uploadAddress } from './upload-address.ts'
import { uploadAnswer } from './upload-answer.ts'

/** POST /uploads/{dataset}: the body is the file. It is streamed to disk, imported, and answered with its result. */
export async function uploadRoute(
  schema: GraphQLSchema,
  context: Context,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  if (!isMember(context.viewer)) throw new Unauthenticated()
  const address = uploadAddress(url)
  if (!may(context.viewer, 'data:write')) {
    context.refusals.note('POST /uploads', 'data:write')
    noteForAudit(context)
    const why = secondFactorAsked(context.viewer) ?? 'your role may not upload; ask for data:write'
    throw new Forbidden(`Uploading: ${why}`)
  }
  let kept: KeptUpload
  try {
    kept = await received(context, req)
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error
    const refused = { uid: null, dataset: address.dataset.kind, byteSize: null, dryRun: address.dryRun }
    const { em, gate } = context
    await writeIn(em, gate, db =>
      recordRefusedUpload(
        db,
        importerOf(context),
        { ...refused, outcome: 'InvalidFile', code: error.code },
        context.now,
      ),
    )
    return answerJson(res, 413, { __typename: 'InvalidFile', code: error.code, message: error.message })
  }
  try {
    const fileName = fileNameOf(req)
    const source = { kind: 'file', path: kept.path, byteSize: kept.byteSize, fileName } as const
    const { from, to, dataset, sheet, ...options } = address
    const period = from !== undefined && to !== undefined ? { between: { from, to } } : null
    const request = await uploadRequest(
      context,
      { source, fileName, sheet: sheet ?? null },
      { ...options, dataset: dataset.kind, period },
    )
    const running = context.imports.start(request)
    await runUpload(context, running, pendingOf(request), { wait: true, discard: kept.discard })
    const { status, body } = await uploadAnswer(schema, context, running.uid)
    answerJson(res, status, body)
  } finally {
    await kept.discard()
  }
}

async function received(context: Context, req: IncomingMessage): Promise<KeptUpload> {
  const { dataDir, maxUploadBytes } = context.config
  // A file that says it is too large is refused before it is sent.
  if (Number(req.headers['content-length'] ?? 0) > maxUploadBytes)
    throw new TooLarge(
      `Receiving the file: it has ${req.headers['content-length']} bytes, the limit of this server is ${maxUploadBytes}; split it`,
    )
  // Leaving the body unread must not end the connection: the caller is still to be told why.
  return await keepUpload(dataDir, req.iterator({ destroyOnReturn: false }), maxUploadBytes)
}

/** The sender's name of the file, for people; percent-encoding is undone where it is one. */
function fileNameOf(req: IncomingMessage): string | null {
  const header = req.headers['x-file-name']
  if (typeof header !== 'string' || header.trim() === '') return null
  try {
    return decodeURIComponent(header)
  } catch {
    return header
  }
}
