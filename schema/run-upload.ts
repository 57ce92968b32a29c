import type { ImportRequest } from '../server/snapshots/import-request.ts'
import type { RunningImport } from '../server/snapshots/imports.ts'
import type { Context } from './context.ts'
import { type PendingUpload, rememberPending } from './pending-snapshot.ts'
import { resultOf, type UploadResult } from './upload-result.ts'

/**
 * Waits for an import, or not. Who waits and goes away cancels it; the kept file is discarded when it ends, whoever
 * waits.
 */
export async function runUpload(
  context: Context,
  running: RunningImport,
  upload: PendingUpload,
  { wait, discard }: { wait: boolean; discard: () => Promise<void> },
): Promise<UploadResult> {
  const pending = rememberPending(running, upload, context.now)
  if (!wait) {
    context.later(() => running.done.then(discard, discard))
    return pending
  }
  const cancel = () => running.cancel()
  context.signal.addEventListener('abort', cancel)
  try {
    if (context.signal.aborted) cancel()
    return resultOf(await running.done)
  } finally {
    context.signal.removeEventListener('abort', cancel)
    await discard()
  }
}

export const pendingOf = (request: ImportRequest): PendingUpload => ({
  ...request,
  origin: request.source.kind === 'file' ? 'FILE' : 'ROWS',
  byteSize: request.source.kind === 'file' ? request.source.byteSize : 0,
})
