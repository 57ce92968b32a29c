import type { Rectangle } from './rectangle.ts'
import type { Sheet } from './sheet.ts'
import type { Table } from './table/table.ts'

/** What happened, for listeners: the page and the add-in's events. */
export type WorkbookChange =
  | { readonly kind: 'cells'; readonly sheet: Sheet; readonly block: Rectangle; readonly type: CellsChangeType }
  | { readonly kind: 'format'; readonly sheet: Sheet; readonly block: Rectangle }
  | { readonly kind: 'selection' }
  | { readonly kind: 'sheet-added' | 'sheet-deleted' | 'sheet-activated' | 'sheet-moved'; readonly sheet: Sheet }
  | { readonly kind: 'sheet-renamed'; readonly sheet: Sheet; readonly before: string }
  | { readonly kind: 'rows-sorted'; readonly sheet: Sheet; readonly block: Rectangle }
  | { readonly kind: 'rows-hidden'; readonly sheet: Sheet; readonly block: Rectangle; readonly hidden: boolean }
  | { readonly kind: 'table-added' | 'table-deleted'; readonly table: Table }
  | { readonly kind: 'protection'; readonly sheet: Sheet }
  /** Charts, notes, names, settings: whatever only the page has to draw again. */
  | { readonly kind: 'other' }

/** Excel.DataChangeType. */
export type CellsChangeType =
  | 'RangeEdited'
  | 'RowInserted'
  | 'RowDeleted'
  | 'ColumnInserted'
  | 'ColumnDeleted'
  | 'CellInserted'
  | 'CellDeleted'

/** Who did it: a person at the grid, or the add-in through its API. */
export type ChangeOrigin = 'person' | 'add-in'
