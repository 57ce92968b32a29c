import { MAX_COLUMNS, MAX_ROWS, type Rectangle, rightOf } from '../rectangle.ts'
import type { Sheet } from '../sheet.ts'
import { checkAllowed } from './check-writable.ts'
import { shiftCells } from './shift-cells.ts'

/** Makes room where the block is: what was there and behind moves down or to the right. */
export function insertCells(sheet: Sheet, block: Rectangle, direction: 'Down' | 'Right'): void {
  const down = direction === 'Down'
  checkAllowed(sheet, down ? 'allowInsertRows' : 'allowInsertColumns')
  shiftCells(sheet, {
    sheet: sheet.name,
    axis: down ? 'row' : 'column',
    at: down ? block.row : block.column,
    count: down ? block.height : block.width,
    across: down ? [block.column, rightOf(block)] : [block.row, block.row + block.height - 1],
  })
}

/** Takes the cells of the block away: what is behind moves up or to the left. */
export function deleteCells(sheet: Sheet, block: Rectangle, direction: 'Up' | 'Left'): void {
  const up = direction === 'Up'
  checkAllowed(sheet, up ? 'allowDeleteRows' : 'allowDeleteColumns')
  shiftCells(sheet, {
    sheet: sheet.name,
    axis: up ? 'row' : 'column',
    at: up ? block.row : block.column,
    count: up ? -block.height : -block.width,
    across: up ? [block.column, rightOf(block)] : [block.row, block.row + block.height - 1],
  })
}

export const wholeRows = (row: number, count: number): Rectangle => ({
  row,
  column: 0,
  height: count,
  width: MAX_COLUMNS,
})

export const wholeColumns = (column: number, count: number): Rectangle => ({
  row: 0,
  column,
  height: MAX_ROWS,
  width: count,
})
