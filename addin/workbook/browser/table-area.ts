import type { Area } from './address.ts'
import type { BookState, TableState } from './book-state.ts'

/** Heading row and all rows of a table; without rows it has a blank one, as in Excel. */
export const tableArea = ({ top, left, columnKeys, rowKeys }: TableState): Area => ({
  top,
  left,
  bottom: top + Math.max(1, rowKeys.length),
  right: left + columnKeys.length - 1,
})

/** The table that a cell is in. */
export const tableAt = (state: BookState, sheetId: string, row: number, column: number): TableState | undefined =>
  state.tables.find(table => {
    if (table.sheetId !== sheetId) return false
    const { top, left, bottom, right } = tableArea(table)
    return row >= top && row <= bottom && column >= left && column <= right
  })
