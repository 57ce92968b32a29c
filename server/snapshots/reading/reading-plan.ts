import type { DateOrder } from './cells/written-date.ts'
import type { DecimalMark } from './cells/written-number.ts'
import type { TextEncoding } from './csv/text-encoding.ts'
import type { Inspection } from './sheet.ts'

/** How the cells of one column are written, as its own values or a person say. */
export interface ColumnFormat {
  /** Null: no value needs an order, or the few that do cannot be settled. */
  readonly dateOrder: DateOrder | null
  readonly decimalMark: DecimalMark
  /** Whether any amount has a currency beside it. */
  readonly hasSymbols: boolean
  /** What words mean, by the form in which words are compared. */
  readonly words: Readonly<Record<string, string>>
}

export interface PlannedColumn {
  /** Name of the dataset's column. */
  readonly name: string
  readonly heading: string
  /** Place of its cells in a record. */
  readonly index: number
  readonly format: ColumnFormat
}

/** Where the records are; plain data. */
export type RecordPlace =
  | { readonly type: 'cells' }
  | { readonly type: 'csv'; readonly encoding: TextEncoding; readonly delimiter: string }
  | { readonly type: 'xlsx'; readonly sheet: SheetPlace }

/** A worksheet in its workbook, or the part of it that a table covers. */
export interface SheetPlace {
  readonly name: string
  /** Path of its XML in the archive. */
  readonly part: string
  /** First and last row and column (from 1) of a table; null: the whole sheet. */
  readonly range: {
    readonly top: number
    readonly left: number
    readonly bottom: number
    readonly right: number
  } | null
}

/** What the first pass found and the second needs. */
export interface ReadingPlan {
  readonly place: RecordPlace
  readonly headingRow: number
  readonly headings: readonly string[]
  readonly columns: readonly PlannedColumn[]
  readonly hasNuls: boolean
}

/** The plan of an inspection; null where a question about the sheet came before any. */
export const planOf = (inspection: Inspection): ReadingPlan | null => inspection.plan as ReadingPlan | null
