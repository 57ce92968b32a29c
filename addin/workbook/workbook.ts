/**
 * The port to the sheets a person works in. Two adapters implement it: `excel/` (every `Excel.run` of the product is
 * there) and `browser/` (the grid of the web page). Plain data only; rows and columns in addresses are the sheet's own.
 * One suite of contract tests runs on both.
 *
 * Every method rejects with `WorkbookError` when it cannot do what it says; what it did not say it would change is
 * never changed. Long work takes `progress` and `signal`, and lets the page breathe at least every 200 ms.
 */
export interface Workbook {
  /** What this host is and can do. */
  readonly host: Host
  /** What could be uploaded: the selection (first, where it is more than one cell), tables, sheets with content. */
  sources(): Promise<readonly Source[]>
  /** The cells of a source, header row first, read in blocks. */
  readCells(source: SourceRef, work?: Work): Promise<Cells>
  /** Marks cells of a source (fill and note) in place of all earlier marks with the same owner; `[]` clears them. */
  markCells(owner: string, source: SourceRef, marks: readonly CellMark[], work?: Work): Promise<void>
  /** All tables that were pulled into this workbook, wherever they have moved, with what was found out about each. */
  pulledTables(options?: PulledTableOptions): Promise<readonly PulledTable[]>
  /**
   * Writes a new table, or into one that was pulled: by key, in place, never outside of it, never by making it anew. One
   * that is `gone` is refused, and is forgotten from then on.
   */
  writeTable(model: TableModel, target: TableTarget, work?: Work): Promise<WrittenTable>
  /** Selects a cell, a source or a pulled table so that the person sees it. */
  show(place: Place): Promise<void>
  /** Tells of selections and changes until the returned function is called; tells the current selection at once. */
  watch(listener: (event: WorkbookEvent) => void): () => void
}

export interface Host {
  readonly kind: 'excel' | 'browser'
  /** "Excel 16.0.18000 (OfficeOnline)", "Browser": for provenance and reports. */
  readonly name: string
  readonly charts: boolean
  readonly notes: boolean
}

export interface Work {
  /** From 0 to 1, and what is being done. */
  readonly progress?: (part: number, doing: string) => void
  readonly signal?: AbortSignal
}

/** What a cell holds. Blank is null; a date is its serial number; an error is its text, e.g. "#N/A". */
export type CellValue = string | number | boolean | null

export type SourceRef =
  | { readonly kind: 'selection' }
  | { readonly kind: 'table'; readonly id: string }
  | { readonly kind: 'sheet'; readonly id: string }
  /** A fixed rectangle, e.g. the selection of before. */
  | { readonly kind: 'range'; readonly sheetId: string; readonly address: string }

export interface Source {
  readonly ref: SourceRef
  readonly name: string
  readonly sheet: string
  readonly address: string
  /** Header row included. */
  readonly rowCount: number
  readonly columnCount: number
}

export interface Cells {
  readonly workbook: string | null
  readonly sheet: string
  readonly sheetId: string
  /** Of everything read, e.g. "A1:F210". */
  readonly address: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly CellValue[])[]
  /** Row of the sheet that each of `rows` stands in, from 1. */
  readonly rowNumbers: readonly number[]
  /** Rows of the sheet that a person does not see (filtered or hidden); they are among `rows`. */
  readonly hiddenRows: readonly number[]
}

/** What is wrong with one cell. Row is the sheet's, column counts from 0 in the source; column null: the whole row. */
export interface CellMark {
  readonly row: number
  readonly column: number | null
  readonly severity: 'error' | 'warning' | 'info'
  readonly note: string
}

/** A table as it is meant to look: what metrics, drivers, answers and lists become. */
export interface TableModel {
  /** Of the table, made unique by the adapter, e.g. "Margin by client and month". */
  readonly title: string
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
  readonly provenance: Provenance
  /** Drawn beside a new table; absent: none. */
  readonly chart?: TableChart
}

export interface TableColumn {
  /** Stable: a refresh finds the column by it, whatever its heading has become. */
  readonly key: string
  readonly heading: string
  readonly kind: 'dimension' | 'metric' | 'change' | 'confidence' | 'text'
  /** Excel's notation, e.g. "#,##0.00"; null: General. "@" keeps text such as 2026-08 from becoming a date. */
  readonly numberFormat: string | null
}

export interface TableRow {
  /** Stable: a refresh finds the row by it. */
  readonly key: string
  readonly cells: readonly CellValue[]
  /** For each cell that needs one: how far to trust it. */
  readonly marks?: readonly (TrustMark | null)[]
}

export interface TrustMark {
  readonly level: 'HIGH' | 'MEDIUM' | 'LOW' | 'AMBIGUOUS'
  readonly note: string
}

export interface TableChart {
  readonly kind: 'line' | 'column' | 'bar'
  readonly title: string
  /** Keys of the columns that are drawn, and of the one that labels them. */
  readonly columns: readonly string[]
  readonly labels: string
}

/** Where a table comes from; kept in the workbook, hidden, with a checksum. No names of people but the asker's. */
export interface Provenance {
  /** What to send to get it again. */
  readonly request: TableRequest
  /** Version of the definition of each metric. */
  readonly definitions: Readonly<Record<string, number>>
  /** Number of the last snapshot it saw; null: no data yet. */
  readonly snapshot: number | null
  /** ISO 8601, of the server. */
  readonly asOf: string
  /** The days its values are about, as the server resolved them: "the last 3 months" are others a month later. */
  readonly period?: { readonly from: string; readonly to: string }
  readonly pulledAt: string
  readonly pulledBy: string
  /** true: refresh leaves it as it was at `asOf`. */
  readonly frozen: boolean
  /** Origin of the server, so that another one is not taken for it. */
  readonly server: string
  /** The organization whose numbers they are, so that another one's never take their place. */
  readonly organization?: { readonly id: string; readonly name: string }
}

export type TableRequest =
  | { readonly kind: 'metrics'; readonly query: Readonly<Record<string, unknown>> }
  | { readonly kind: 'explain'; readonly input: Readonly<Record<string, unknown>> }

export type TableTarget =
  | { readonly kind: 'new'; readonly at: 'selection' | 'sheet' }
  /** `overwriteEdits`: false refuses when a person has changed cells inside (`WorkbookError` of kind `edited`). */
  | { readonly kind: 'pulled'; readonly id: string; readonly overwriteEdits: boolean }

export interface WrittenTable {
  readonly id: string
  readonly name: string
  readonly sheet: string
  readonly address: string
  readonly rowsAdded: number
  readonly rowsRemoved: number
  /**
   * Rows that have left the answer but not the table, blank but for their label: something that a person wrote stands
   * in them or beside them, and would be lost or parted from its row.
   */
  readonly rowsEmptied: number
  readonly cellsChanged: number
}

export interface PulledTable {
  readonly id: string
  readonly name: string
  readonly sheet: string
  readonly address: string
  readonly provenance: Provenance
  /**
   * - `intact`: as it was written. - `edited`: a person changed cells inside (`edits`).
   * - `copied`: a copy of another one; it has no identity of its own until it is adopted by a write.
   * - `damaged`: columns or metadata are not what was written; `reason` says what. - `gone`: deleted.
   */
  readonly state: 'intact' | 'edited' | 'copied' | 'damaged' | 'gone'
  readonly reason: string | null
  readonly edits: readonly CellEdit[]
  /** Only where asked for: what stands in it now, by keys. */
  readonly content: TableContent | null
}

export interface PulledTableOptions {
  readonly content?: boolean
}

export interface TableContent {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly key: string; readonly cells: readonly CellValue[] }[]
}

export interface CellEdit {
  readonly address: string
  readonly rowKey: string | null
  readonly columnKey: string
  readonly was: CellValue
  readonly is: CellValue
}

/** Row of the sheet from 1, column of the sheet from 0. */
export type Place =
  /** Row as the sheet numbers it, from 1; column of the sheet, from 0. */
  | { readonly kind: 'cell'; readonly sheetId: string; readonly row: number; readonly column: number }
  | { readonly kind: 'source'; readonly ref: SourceRef }
  | { readonly kind: 'table'; readonly id: string }

export type WorkbookEvent =
  | { readonly kind: 'selection'; readonly selection: Selection }
  | { readonly kind: 'change'; readonly sheetId: string; readonly address: string }
  /** Sheets or tables came, went or were renamed. */
  | { readonly kind: 'structure' }

export interface Selection {
  readonly sheet: string
  readonly sheetId: string
  readonly address: string
  /** The first cell of it in a pulled table: which number this is. */
  readonly pulled: { readonly tableId: string; readonly rowKey: string | null; readonly columnKey: string } | null
}

/**
 * - `busy`: the person is editing a cell; again in a moment. - `protected`: the sheet does not allow it.
 * - `occupied`: cells are in the way; the message names them. - `edited`: a person's changes would be lost.
 * - `mismatch`: the table is not what was written. - `gone`: it is not there any more. - `too-large`: more than the host
 *   takes. - `aborted`: the signal ended it. - `failed`: the host failed; the message has its words.
 */
export type WorkbookErrorKind =
  | 'busy'
  | 'protected'
  | 'occupied'
  | 'edited'
  | 'mismatch'
  | 'gone'
  | 'too-large'
  | 'aborted'
  | 'failed'

export class WorkbookError extends Error {
  override readonly name = 'WorkbookError'
  readonly kind: WorkbookErrorKind

  constructor(kind: WorkbookErrorKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}
