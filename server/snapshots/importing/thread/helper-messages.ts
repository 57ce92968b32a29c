import type { DatasetKind } from '../../../datasets/dataset.ts'
import type { ReadingPlan, RecordPlace } from '../../reading/reading-plan.ts'
import type { RecordBatch } from '../../reading/record-source.ts'
import type { PackedCells } from '../../reading/typed/typed-reader.ts'
import type { RunFile } from '../columns/sorted-run.ts'
import type { StoredFiles } from '../columns/stored-files.ts'
import type { RowTable } from '../row-table.ts'

/** Reads a text file by columns. */
export interface ReadTask {
  readonly type: 'read'
  readonly path: string
  readonly place: RecordPlace & { readonly type: 'csv' }
  readonly dataset: DatasetKind
  readonly plan: ReadingPlan
  readonly baseCurrency: string
}

/** Merges sorted rows, and writes those that are to be stored as databases. */
export interface StoreTask {
  readonly type: 'store'
  readonly table: RowTable
  readonly files: readonly RunFile[]
  /** Of each column of texts. */
  readonly words: readonly string[][]
  /** By row number; null: all rows are new. */
  readonly states: Uint8Array | null
  readonly stored: StoredFiles
}

export type ToHelper = ReadTask | StoreTask | { readonly type: 'taken'; readonly buffer: ArrayBuffer | null }

/** What a task gives, in turn. All that has a buffer moves it, and gets it back when it was taken. */
export type HelperAnswer =
  | { readonly type: 'cells'; readonly packed: PackedCells; readonly isOdd: boolean }
  | { readonly type: 'records'; readonly records: RecordBatch; readonly isOdd: boolean }
  | { readonly type: 'file'; readonly path: string }

export type FromHelper =
  | HelperAnswer
  | { readonly type: 'end' }
  /** `code`: the sheet cannot be read; null: anything else went wrong. */
  | { readonly type: 'failed'; readonly code: string | null; readonly message: string }
