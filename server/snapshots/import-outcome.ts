import type { DatasetKind, RowIssue } from '../datasets/dataset.ts'
import type { SnapshotOrigin } from '../db/entities/snapshot.ts'
import type { MappedHeading, MappingQuestion } from './reading/sheet.ts'

type SnapshotStatus = 'PENDING' | 'PROCESSING' | 'ACCEPTED' | 'REJECTED' | 'REVERTED'

/** One measure of how good a sheet is, 0 to 100, with the formula that gave it. */
export interface QualityDimension {
  readonly name: 'completeness' | 'validity' | 'uniqueness' | 'consistency' | 'timeliness' | 'referential_integrity'
  readonly score: number
  readonly formula: string
}

export interface DataQuality {
  /** Mean of the dimensions that apply. */
  readonly score: number
  readonly dimensions: readonly QualityDimension[]
  readonly recommendations: readonly string[]
}

/** A row before and after; values by column name as a person reads them (dates ISO, money in units). */
export interface RowChange {
  readonly kind: 'ADDED' | 'CHANGED' | 'REMOVED'
  /** The natural key, for people. */
  readonly key: string
  /** The row of the new sheet; of the old one for REMOVED. */
  readonly row: number
  readonly before: Readonly<Record<string, string | null>> | null
  readonly after: Readonly<Record<string, string | null>> | null
  /** Columns that differ, for CHANGED. */
  readonly columns: readonly string[]
}

/** A snapshot as the rest of the product reads it. */
export interface SnapshotRecord {
  readonly uid: string
  /** 0 while it is not accepted (being processed, or a dry run). */
  readonly number: number
  readonly organizationId: number
  readonly dataset: DatasetKind
  readonly origin: SnapshotOrigin
  readonly status: SnapshotStatus
  readonly fileName: string | null
  readonly sha256: string
  readonly byteSize: number
  readonly uploadedBy: number | null
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly description: string | null
  readonly rowCount: number
  readonly acceptedCount: number
  readonly rejectedCount: number
  readonly addedCount: number
  readonly changedCount: number
  readonly unchangedCount: number
  readonly removedCount: number
  readonly firstDay: number | null
  readonly lastDay: number | null
  readonly quality: DataQuality
  /** Headings as they were mapped. */
  readonly headings: readonly MappedHeading[]
  /** Of a dry run only: what would be stored. `changes` holds the first `MAX_PREVIEW_CHANGES`. */
  readonly preview: {
    readonly issues: readonly RowIssue[]
    readonly changes: readonly RowChange[]
    readonly changeCount: number
  } | null
}

export const MAX_PREVIEW_CHANGES = 10_000

/** What became of an upload. Everything but Snapshot stored nothing. */
export type ImportOutcome =
  | { readonly type: 'Snapshot'; readonly snapshot: SnapshotRecord }
  | { readonly type: 'InvalidFile'; readonly code: string; readonly message: string }
  | {
      readonly type: 'MappingNeeded'
      readonly message: string
      readonly questions: readonly MappingQuestion[]
      readonly headings: readonly MappedHeading[]
    }
  | { readonly type: 'DuplicateUpload'; readonly message: string; readonly existing: string }
  | {
      readonly type: 'RowsRejected'
      readonly message: string
      readonly rowCount: number
      readonly rejectedCount: number
      readonly issues: readonly RowIssue[]
      readonly quality: DataQuality
    }
  | {
      readonly type: 'QualityTooLow'
      readonly message: string
      readonly quality: DataQuality
      readonly minimum: number
      readonly issues: readonly RowIssue[]
    }
  | { readonly type: 'Cancelled'; readonly message: string }

/** What became of a revert. */
export type RevertOutcome =
  | { readonly type: 'Snapshot'; readonly snapshot: SnapshotRecord }
  | { readonly type: 'NotFound'; readonly message: string }
  | { readonly type: 'RevertConflict'; readonly message: string; readonly snapshots: readonly string[] }

/** How far an import is. `total` is null until the first pass has counted the rows. */
export interface ImportProgress {
  readonly uid: string
  readonly stage: 'QUEUED' | 'INSPECTING' | 'READING' | 'COMPARING' | 'STORING' | 'DONE'
  readonly rows: number
  readonly total: number | null
}
