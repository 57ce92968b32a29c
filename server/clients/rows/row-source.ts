import type { RawBuilder } from 'kysely'
import type { CellValue, Dataset } from '../../datasets/dataset.ts'

/** A stored row as the database gives it, columns in snake_case. */
export type StoredRow = Readonly<Record<string, string | number | null>>

/** How the rows of a dataset that belong to clients are found and read. */
export interface RowSource {
  readonly dataset: Dataset
  readonly table: 'invoice_row' | 'time_log_row' | 'license_row'
  /** Columns after the client that make a row's key and, all descending, the order of a client's rows. */
  readonly key: readonly string[]
  /** Names for ids that rows hold, e.g. of their service line: further selected columns and the joins they need. */
  readonly names: { readonly columns: RawBuilder<unknown>; readonly joins: RawBuilder<unknown> }
  /** Typed values by name of the declared column. Columns that are read as part of another one are absent. */
  readonly values: Readonly<Record<string, (row: StoredRow) => CellValue>>
}

/** A row of a client with its values typed as the dataset declares them. */
export interface ClientDatasetRow {
  /** Client and key columns. */
  readonly key: readonly number[]
  /** 0: no client. */
  readonly clientId: number
  readonly snapshot: number
  readonly row: number
  readonly stored: StoredRow
}
