/**
 * Texts as one column has them. `places`: ≥ 0: where a text begins among `bytes`, and `lengths` says how long it is (its sign
 * does not matter); −1: null; below: −2 − its place among `words`. All of them are UTF-8.
 */
export interface TextValues {
  readonly places: Int32Array
  readonly lengths: Int32Array
  readonly bytes: Uint8Array
  readonly words: readonly Uint8Array[]
}

/** Whole numbers, −2³¹ (narrow) or NaN (wide) where there is none; texts; or what all rows have alike. */
export type ColumnValues = Int32Array | Float64Array | TextValues | number | null

/** The rows `from` … `to` − 1 of some columns, and the place of each in the order that rows are written in, by its own place. */
export interface RowsPart {
  readonly columns: readonly ColumnValues[]
  readonly from: number
  readonly to: number
  readonly slots: Int32Array
}
