import type { Api } from '../../api/api.ts'
import { correctRows } from '../../api/operations/upload.gen.ts'
import type { Correction } from './rejected-rows.ts'
import type { UploadOutcome, UploadReport } from './upload-outcome.ts'

/** What became of mended rows. */
export interface Mended {
  /** Corrections that were stored, each with its version. */
  readonly stored: readonly { readonly correction: Correction; readonly report: UploadReport }[]
  /** Reports of corrections none of whose rows can be taken still: they are not stored, a version would be empty. */
  readonly refused: readonly UploadReport[]
  /** An answer that is neither; the rest was not sent. */
  readonly failed: UploadOutcome | null
}

/** Sends mended rows, each to the version that rejected them; they become versions of their own. */
export async function sendMended(api: Api, corrections: readonly Correction[]): Promise<Mended> {
  const stored: { correction: Correction; report: UploadReport }[] = []
  const refused: UploadReport[] = []
  for (const correction of corrections) {
    const preview = await send(api, correction, true)
    if (preview.__typename !== 'Snapshot') return { stored, refused, failed: preview }
    if (preview.acceptedCount === 0) {
      refused.push(preview)
      continue
    }
    const report = await send(api, correction, false)
    if (report.__typename !== 'Snapshot') return { stored, refused, failed: report }
    stored.push({ correction, report })
  }
  return { stored, refused, failed: null }
}

const send = async (api: Api, { snapshot, rows }: Correction, dryRun: boolean): Promise<UploadOutcome> =>
  (await api.request(correctRows, { input: { snapshot, rows, dryRun } })).correctRows
