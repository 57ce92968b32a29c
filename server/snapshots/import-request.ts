import type { Role } from '../access/policy.ts'
import type { RequestOrigin } from '../access/request-origin.ts'
import type { DatasetKind } from '../datasets/dataset.ts'
import type { ColumnMapping, SheetSource } from './reading/sheet.ts'

/** Who imports; stands in the audit log. */
export interface Importer {
  readonly organizationId: number
  readonly userId: number | null
  readonly role: Role | null
  readonly apiKeyId?: number | null | undefined
  readonly origin?: RequestOrigin | undefined
}

/** First and last day, as days since 1970, both included. */
export interface DayRange {
  readonly from: number
  readonly to: number
}

/** An unknown name in the sheet and the client that is meant: its id in this organization. */
export interface ClientReference {
  readonly name: string
  readonly clientId: number
}

/** A sheet on its way to becoming a version. Plain data: it crosses to the import worker. */
export interface ImportRequest {
  /** The snapshot's id; random, chosen by the caller so that progress can be followed from the start. */
  readonly uid: string
  readonly by: Importer
  readonly dataset: DatasetKind
  readonly source: SheetSource
  /** STRICT: any rejected row rejects the sheet. LENIENT: good rows are kept, the rest is reported. */
  readonly mode: 'STRICT' | 'LENIENT'
  /** UPSERT: add and change by natural key. REPLACE_*: also remove what the sheet does not have, in `period` or at all. */
  readonly scope: 'UPSERT' | 'REPLACE_PERIOD' | 'REPLACE_ALL'
  readonly period: DayRange | null
  readonly mapping: readonly ColumnMapping[]
  readonly sheet: string | null
  readonly references: readonly ClientReference[]
  readonly createMissingClients: boolean
  /** Report and diff only; nothing is stored. */
  readonly dryRun: boolean
  readonly description: string | null
  readonly fileName: string | null
  /** Set by the importer itself for a correction: the number of the snapshot whose rejected rows are fixed. */
  readonly corrects: number | null
}

/** Rejected rows of a snapshot with their cells mended: by row, heading → new text. */
export interface CorrectionRequest {
  readonly uid: string
  readonly by: Importer
  readonly snapshot: string
  readonly rows: readonly { readonly row: number; readonly cells: Readonly<Record<string, string>> }[]
  readonly mode: 'STRICT' | 'LENIENT'
  readonly dryRun: boolean
  readonly description: string | null
}

export interface RevertRequest {
  readonly uid: string
  readonly by: Importer
  /** The uid of the snapshot to undo. */
  readonly snapshot: string
  readonly reason: string
}
