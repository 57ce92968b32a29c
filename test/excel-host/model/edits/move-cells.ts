import { invalidOperation } from '../excel-fault.ts'
import type { Shift } from '../formula/shift.ts'
import { bottomOf, intersection, MAX_COLUMNS, MAX_ROWS, type Rectangle, rectangle, rightOf } from '../rectangle.ts'
import type { Sheet } from '../sheet.ts'

/** Moves the cells of the grid themselves; formulas in them are rewritten afterwards. */
export function moveCells(sheet: Sheet, shift: Shift): void {
  const { grid } = sheet
  const used = grid.used(false)
  if (!used) return
  const { axis, at, count, across } = shift
  const rows = axis === 'row'
  if (count > 0 && (rows ? bottomOf(used) + count >= MAX_ROWS : rightOf(used) + count >= MAX_COLUMNS))
    throw invalidOperation('Cells with content would be pushed off the sheet.')
  if (rows && across[0] === 0 && across[1] === MAX_COLUMNS - 1) {
    if (count > 0) grid.insertRows(at, count)
    else grid.deleteRows(at, -count)
    return
  }
  const from = count > 0 ? at : at - count
  const behind = rows
    ? rectangle(from, across[0], MAX_ROWS - from, across[1] - across[0] + 1)
    : rectangle(across[0], from, across[1] - across[0] + 1, MAX_COLUMNS - from)
  const gone = rows ? rectangle(at, across[0], -count, behind.width) : rectangle(across[0], at, behind.height, -count)
  const moving = intersection(behind, used)
  const deleted = count < 0 ? intersection(gone, used) : null
  if (deleted) clear(sheet, deleted)
  if (!moving) return
  const cells = grid.block(moving)
  clear(sheet, moving)
  grid.put(moving.row + (rows ? count : 0), moving.column + (rows ? 0 : count), cells)
}

function clear(sheet: Sheet, { row, column, height, width }: Rectangle): void {
  sheet.grid.put(
    row,
    column,
    Array.from({ length: height }, () => Array.from({ length: width }, () => undefined)),
  )
}
