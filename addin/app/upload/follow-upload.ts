import type { Api } from '../../api/api.ts'
import { ApiError } from '../../api/api.ts'
import { cancelUpload, followUpload, type ImportStage, uploadResult } from '../../api/operations/upload.gen.ts'
import type { Work } from '../../workbook/workbook.ts'
import type { UploadOutcome } from './upload-outcome.ts'

/** What is being done, in words, and where each stage lies between 0 and 1. */
const stages: Readonly<Record<ImportStage, readonly [text: string, from: number, to: number]>> = {
  QUEUED: ['Waiting for the uploads before it', 0, 0],
  INSPECTING: ['Finding headings and formats', 0, 0.2],
  READING: ['Reading and checking rows', 0.2, 0.6],
  COMPARING: ['Comparing with what is stored', 0.6, 0.8],
  STORING: ['Storing the version', 0.8, 1],
  DONE: ['Done', 1, 1],
}

/** Polled where the stream cannot be had (a proxy that keeps events back): every two seconds, far below the limit. */
const POLL_AFTER = 2000

/**
 * Follows an upload that nobody waits for until it has ended, and answers what became of it. The signal cancels it on
 * the server: then nothing is stored.
 */
export async function followToEnd(api: Api, id: string, { progress, signal }: Work): Promise<UploadOutcome> {
  const cancel = () => void api.request(cancelUpload, { id }).catch(() => undefined)
  signal?.addEventListener('abort', cancel, { once: true })
  if (signal?.aborted) cancel()
  try {
    await followStages(api, id, progress)
    for (;;) {
      const { uploadResult: outcome } = await api.request(uploadResult, { id })
      if (outcome !== null) return outcome
      await new Promise(resume => setTimeout(resume, POLL_AFTER))
    }
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}

async function followStages(api: Api, id: string, progress: Work['progress']): Promise<void> {
  try {
    for await (const { snapshotProgress } of api.follow(followUpload, { id })) {
      const { stage, rows, total } = snapshotProgress
      const [text, from, to] = stages[stage]
      const part = total ? Math.min(1, rows / total) : 0
      const counted = rows > 0 && stage !== 'DONE' ? `${text}: ${rows.toLocaleString('en-US')} rows` : text
      progress?.(from + (to - from) * part, counted)
      if (stage === 'DONE') return
    }
  } catch (error) {
    if (!(error instanceof ApiError) || error.kind === 'signed-out') throw error
  }
}
