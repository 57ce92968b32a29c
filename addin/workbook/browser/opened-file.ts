import type { SheetState, TableState } from './book-state.ts'

/** What a file had in it. */
export interface OpenedFile {
  readonly sheets: readonly SheetState[]
  readonly tables: readonly TableState[]
  /** For people: what could not be kept. */
  readonly notices: readonly string[]
}
