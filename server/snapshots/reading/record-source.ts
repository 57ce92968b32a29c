import type { RawCell } from './cells/raw-cell.ts'
import type { CellScan } from './csv/cell-scan.ts'

/** Records as they come, blank ones included; `rows[i]` is the row number of `records[i]`. */
export interface RecordBatch {
  readonly records: readonly (readonly RawCell[])[]
  readonly rows: readonly number[]
}

/** What a source notices on the way; complete when its records are at an end. */
export interface SourceFacts {
  /** Row numbers of rows that are hidden. */
  readonly hiddenRows: number[]
  /** Row numbers at which areas of merged cells begin. */
  readonly mergedRows: number[]
  /** Whether any cell may hold a NUL character. */
  hasNuls: boolean
}

export const noFacts = (): SourceFacts => ({ hiddenRows: [], mergedRows: [], hasNuls: false })

/** One sheet's records, from the first; each call of `batches` reads them anew. */
export interface RecordSource {
  readonly facts: SourceFacts
  batches(): AsyncIterable<RecordBatch>
  /** The same without a text for each cell, where the source is text and well formed. */
  scans?(): AsyncIterable<CellScan | RecordBatch>
}
