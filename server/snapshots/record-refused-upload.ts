import { recordEvent } from '../audit/record-event.ts'
import type { DatasetKind } from '../datasets/dataset.ts'
import type { Db } from '../db/tables.ts'
import type { ImportOutcome } from './import-outcome.ts'
import type { Importer } from './import-request.ts'

/** What the log says of an upload that was refused; names and cells of the file are not among it. */
export interface RefusedUpload {
  readonly uid: string | null
  /** Null: a correction of a snapshot's rows. */
  readonly dataset: DatasetKind | null
  readonly byteSize: number | null
  readonly dryRun: boolean
  readonly outcome: string
  readonly code: string | null
}

/**
 * What is refused about an outcome; null: nothing. A question about the headings is none, nor is a sheet that was only
 * to be checked and has bad rows: its sender is told, and nothing was to be stored.
 */
export function refusalIn(outcome: ImportOutcome, dryRun: boolean): Pick<RefusedUpload, 'outcome' | 'code'> | null {
  if (outcome.type === 'InvalidFile') return { outcome: outcome.type, code: outcome.code }
  if (dryRun) return null
  return outcome.type === 'RowsRejected' || outcome.type === 'QualityTooLow' || outcome.type === 'DuplicateUpload'
    ? { outcome: outcome.type, code: null }
    : null
}

/** Writes to the audit log that an upload was refused, inside the caller's transaction. */
export async function recordRefusedUpload(db: Db, by: Importer, refused: RefusedUpload, at: number): Promise<void> {
  const { uid, ...details } = refused
  await recordEvent(
    db,
    by.organizationId,
    { ...by, apiKeyId: by.apiKeyId ?? null },
    { at, action: 'snapshot.refused', subject: uid === null ? 'Upload' : `Upload:${uid}`, details },
  )
}
