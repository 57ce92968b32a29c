import type { Dataset, RowIssue, Values } from '../../datasets/dataset.ts'

/** Where the cells come from: a file on disk (its kind is found from its content), or cells sent by a spreadsheet. */
export type SheetSource =
  | { readonly kind: 'file'; readonly path: string; readonly fileName: string | null; readonly byteSize: number }
  | {
      readonly kind: 'cells'
      readonly header: readonly string[]
      readonly rows: readonly (readonly CellInput[])[]
      /** The sheet's row number of each of `rows`; absent: 2, 3, 4, … */
      readonly rowNumbers?: readonly number[]
    }

/** A cell as a spreadsheet sends it: dates come as serials or text, blanks as null or "". */
export type CellInput = string | number | boolean | null

/** How a heading is to be read, said by a person. What is not said is inferred from the column. */
export interface ColumnMapping {
  readonly heading: string
  /** Name of the dataset's column; null: leave this heading out. */
  readonly column: string | null
  readonly dateOrder?: 'DAY_FIRST' | 'MONTH_FIRST'
  readonly decimalMark?: 'POINT' | 'COMMA'
  /** What words of this column mean, e.g. {"In dispute": "pending"}. */
  readonly values?: Readonly<Record<string, string>>
  /** Said about an earlier sheet with the same headings: what the cells of this one prove wins over its formats. */
  readonly remembered?: true
}

export interface ReadOptions {
  readonly mapping: readonly ColumnMapping[]
  /** The worksheet or table to read, where a workbook has several. */
  readonly sheet?: string
  /** Fills a blank currency. */
  readonly baseCurrency: string
  readonly limits: { readonly maxBytes: number; readonly maxRows: number }
  readonly signal?: AbortSignal
  /** Called now and then while inspecting, with the rows seen so far. */
  readonly onRows?: (rows: number) => void
}

/** Something only a person can settle before the sheet can be read. */
export interface MappingQuestion {
  /** REQUIRED_COLUMN_MISSING, AMBIGUOUS_HEADING, AMBIGUOUS_DATES, AMBIGUOUS_NUMBERS, UNKNOWN_WORD, WHICH_SHEET */
  readonly code: string
  readonly heading: string | null
  readonly column: string | null
  readonly message: string
  readonly choices: readonly string[]
}

/** How one heading of the sheet will be read. */
export interface MappedHeading {
  readonly heading: string
  /** Name of the dataset's column, or null when nothing matches. */
  readonly column: string | null
  /** MAPPING: said by a person or remembered. NAME, ALIAS: matched. NONE: unmapped. */
  readonly by: 'MAPPING' | 'NAME' | 'ALIAS' | 'NONE'
  /** The heading that was taken instead for the column that this one could also be. */
  readonly passedOverFor?: string
}

/** What a first pass over the whole sheet finds. */
export interface Inspection {
  readonly fileType: 'csv' | 'xlsx' | 'cells'
  readonly headings: readonly MappedHeading[]
  readonly questions: readonly MappingQuestion[]
  /** Notices and warnings about the sheet as a whole or a column (row 0 or the heading's row). */
  readonly issues: readonly RowIssue[]
  /** Data rows, blank ones not counted. */
  readonly rowCount: number
  /** Only the first rows were seen, which are all written plainly: what is said holds where all rows are, and `rowCount` is
   * about how many there are. */
  readonly isSample?: true
  /** The decisions of this pass as an explicit mapping: reading a few rows of the sheet with it gives the same values. */
  readonly resolved?: readonly ColumnMapping[]
  /** What the second pass needs; opaque to everyone else. */
  readonly plan: unknown
}

/** A row that passed its own checks. */
export interface ReadRow {
  readonly row: number
  readonly values: Values
  /** Unmapped cells by heading, for datasets that keep them. */
  readonly extra: Readonly<Record<string, string>> | null
  /** The cells as found, in the order of the headings, as text. */
  readonly cells: readonly string[]
}

/** A row with at least one error. */
export interface RejectedCells {
  readonly row: number
  readonly cells: readonly string[]
}

/** A few thousand rows at a time; issues of severity ERROR belong to rows in `rejected`, the others to rows in `rows`. */
export interface RowBatch {
  readonly rows: readonly ReadRow[]
  readonly rejected: readonly RejectedCells[]
  readonly issues: readonly RowIssue[]
}

/** The file cannot be read as a sheet at all: wrong type, too large, broken, empty, header only. */
export class UnreadableSheet extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** First pass: type, encoding, heading line, mapping, each column's formats from all its values, row count. */
export type InspectSheet = (source: SheetSource, dataset: Dataset, options: ReadOptions) => Promise<Inspection>

/** Second pass: typed rows and row issues, in the sheet's order, memory bounded by the batch. */
export type ReadRows = (
  source: SheetSource,
  dataset: Dataset,
  inspection: Inspection,
  options: ReadOptions,
) => AsyncIterable<RowBatch>
