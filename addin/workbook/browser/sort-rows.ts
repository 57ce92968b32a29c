import type { CellValue } from '../workbook.ts'
import type { Area } from './address.ts'
import type { BookState } from './book-state.ts'
import { changeSheet } from './move-rows.ts'
import { blockOf, cellAt, withBlock } from './sheet-cells.ts'

/**
 * Sorts the rows of an area by one of its columns, blanks last, equal ones as they stood. Keys of a table whose rows
 * the area holds, and marks inside, go along. Answers the state as it was where the area cuts through a table.
 */
export function sortRows(state: BookState, sheetId: string, area: Area, column: number, descending = false): BookState {
  const sheet = state.sheets.find(each => each.id === sheetId)
  if (!sheet) return state
  const cut = state.tables.some(table => {
    if (table.sheetId !== sheetId || area.bottom < table.top || area.top > table.top + table.rowKeys.length)
      return false
    const right = table.left + table.columnKeys.length - 1
    if (area.right < table.left || area.left > right) return false
    return !(
      area.left <= table.left &&
      area.right >= right &&
      area.top > table.top &&
      area.bottom <= table.top + table.rowKeys.length
    )
  })
  if (cut) return state
  const order = Array.from({ length: area.bottom - area.top + 1 }, (_, index) => area.top + index)
  const sign = descending ? -1 : 1
  order.sort((a, b) => compareCells(cellAt(sheet, a, column), cellAt(sheet, b, column), sign))
  const block = blockOf(sheet, area)
  const sorted = order.map(row => block[row - area.top] ?? [])
  const newRow = new Map(order.map((row, index) => [row, area.top + index]))
  return {
    sheets: changeSheet(state, sheetId, each => withBlock(each, area.top, area.left, sorted)),
    tables: state.tables.map(table => {
      const first = area.top - table.top - 1
      const right = table.left + table.columnKeys.length - 1
      if (table.sheetId !== sheetId || first < 0 || first >= table.rowKeys.length) return table
      if (area.right < table.left || area.left > right) return table
      const rowKeys = table.rowKeys.slice()
      for (const [index, row] of order.entries()) rowKeys[first + index] = table.rowKeys[row - table.top - 1] ?? null
      return { ...table, rowKeys }
    }),
    marks: state.marks.map(mark =>
      mark.sheetId === sheetId && (mark.column === null || (mark.column >= area.left && mark.column <= area.right))
        ? { ...mark, row: newRow.get(mark.row) ?? mark.row }
        : mark,
    ),
  }
}

/** Numbers before text before booleans, as Excel sorts; blanks last whatever the direction. */
function compareCells(a: CellValue, b: CellValue, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  const kinds = ['number', 'string', 'boolean']
  const kind = kinds.indexOf(typeof a) - kinds.indexOf(typeof b)
  if (kind !== 0) return sign * kind
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b)
  return sign * String(a).localeCompare(String(b), 'en', { sensitivity: 'base' })
}
