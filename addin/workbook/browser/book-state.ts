import type { CellMark, CellValue, Provenance, TableChart, TableColumn, TrustMark } from '../workbook.ts'

/**
 * A workbook as it stands, never changed: every edit makes another one that shares what it left alone, so that undo is
 * the one before. Rows and columns count from 0.
 */
export interface BookState {
  readonly sheets: readonly SheetState[]
  readonly tables: readonly TableState[]
  readonly marks: readonly MarkState[]
}

export interface SheetState {
  readonly id: string
  readonly name: string
  /** Rows may be shorter than others; what is not there is blank. */
  readonly rows: readonly (readonly CellValue[])[]
  /** Excel's notation of each cell, row by row; absent: General. Rows share theirs. */
  readonly formats: readonly (readonly (string | null)[] | undefined)[]
  /** In characters; absent: as wide as others. */
  readonly widths: readonly (number | undefined)[]
  readonly hiddenRows: ReadonlySet<number>
  /** Name of the file it was opened from. */
  readonly origin: string | null
}

/** A table that was pulled, and where it is now. Its heading row stands at `top`. */
export interface TableState {
  readonly id: string
  readonly name: string
  readonly sheetId: string
  readonly top: number
  readonly left: number
  /** Key of each column from `left`; null: a column of the person's own inside the table. */
  readonly columnKeys: readonly (string | null)[]
  /** Key of each row below the heading; null: a row of the person's own. */
  readonly rowKeys: readonly (string | null)[]
  readonly written: WrittenContent
  readonly provenance: Provenance
  /** Of what was written and where it comes from: shows when metadata was changed outside. */
  readonly checksum: string
  readonly chart: TableChart | null
  /** The table it is a copy of. */
  readonly copyOf: string | null
}

/** What a table held when it was last written. */
export interface WrittenContent {
  readonly columns: readonly TableColumn[]
  readonly rows: ReadonlyMap<string, WrittenRow>
}

export interface WrittenRow {
  readonly cells: readonly CellValue[]
  readonly trust: readonly (TrustMark | null)[]
}

/** A mark of somebody's (an owner's) on a cell; column null: on the whole row. Row counts from 0 here. */
export interface MarkState {
  readonly owner: string
  readonly sheetId: string
  readonly row: number
  readonly column: number | null
  readonly severity: CellMark['severity']
  readonly note: string
}

export const emptyBook: BookState = { sheets: [], tables: [], marks: [] }
