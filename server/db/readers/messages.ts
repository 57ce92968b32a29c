import type { Columns } from '../columns.ts'

/** A statement for a thread of readers, with ? for its values. */
export interface ReadRequest {
  readonly id: number
  readonly sql: string
  readonly values: readonly unknown[]
}

export type ReadAnswer =
  | { readonly id: number; readonly columns: Columns }
  | { readonly id: number; readonly message: string }
