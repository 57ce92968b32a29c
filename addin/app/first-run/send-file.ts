import { type Api, ApiError } from '../../api/api.ts'
import { uploadResult } from '../../api/operations/upload.gen.ts'
import type { Work } from '../../workbook/workbook.ts'
import type { UploadOutcome } from '../upload/upload-outcome.ts'

export interface SentFile {
  readonly file: File
  /** Name of the dataset in addresses, e.g. time_logs. */
  readonly dataset: string
  readonly dryRun: boolean
  readonly createMissingClients: boolean
}

/** Streams a file to the server as it is, whatever its size, and answers what became of it, with its difference. */
export async function sendFile(
  api: Api,
  { file, dataset, dryRun, createMissingClients }: SentFile,
  { signal, progress }: Work = {},
): Promise<UploadOutcome> {
  const answer = await api.upload(
    {
      ...{ dataset, file, fileName: file.name },
      parameters: { dryRun: String(dryRun), createMissingClients: String(createMissingClients) },
      onProgress: part => progress?.(part, part < 1 ? `Sending ${file.name}` : `Reading ${file.name}`),
    },
    signal ? { signal } : {},
  )
  if (answer.__typename !== 'Snapshot') return answer as unknown as UploadOutcome
  const { uploadResult: outcome } = await api.request(uploadResult, { id: String(answer.id) }, signal ? { signal } : {})
  if (outcome === null) throw new ApiError('failed', `Sending ${file.name}: the server does not know what became of it`)
  return outcome
}
