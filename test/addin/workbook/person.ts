import type { CellValue, Workbook } from '../../../addin/workbook/workbook.ts'

/**
 * What a person does in the sheets themselves, whatever hosts them. Sheets by name, cells by address; rows as the sheet
 * numbers them. Each call is one step to undo.
 */
export interface Person {
  /** As typed and confirmed: "=A1*2" is a formula where the host has them; null clears. */
  type(sheet: string, address: string, entry: string | number | null): Promise<void>
  select(sheet: string, address: string): Promise<void>
  insertRows(sheet: string, row: number, count: number): Promise<void>
  deleteRows(sheet: string, row: number, count: number): Promise<void>
  /** Sorts the rows of an area by one of its columns, from 0. */
  sort(sheet: string, address: string, column: number, descending: boolean): Promise<void>
  /** Answers the name of the copy. */
  copySheet(sheet: string): Promise<string>
  deleteSheet(sheet: string): Promise<void>
  undo(): Promise<void>
  hideRows(sheet: string, row: number, count: number): Promise<void>
  paint(sheet: string, address: string, colour: string): Promise<void>

  sheets(): Promise<readonly string[]>
  /** Every cell with content, e.g. "B2" → 12. */
  cells(sheet: string): Promise<ReadonlyMap<string, CellValue>>
  /** Of a cell as it is painted or marked; null: none. */
  colour(sheet: string, address: string): Promise<string | null>
  note(sheet: string, address: string): Promise<string | null>
}

/** A workbook with these sheets, its first one active and A1 selected. */
export type OpenWorkbook = (sheets: Readonly<Record<string, readonly (readonly CellValue[])[]>>) => Promise<Opened>

export interface Opened {
  readonly workbook: Workbook
  readonly person: Person
}

/** What a host's people can do; what they cannot is not tested there. */
export interface Abilities {
  readonly formulas: boolean
  readonly hideRows: boolean
  readonly paint: boolean
}
