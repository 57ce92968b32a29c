import { invalidOperation } from '../excel-fault.ts'
import { shiftFormula } from '../formula/rewrite.ts'
import type { Shift } from '../formula/shift.ts'
import { contains, MAX_COLUMNS, MAX_ROWS, overlap, type Rectangle, rectangle, rightOf } from '../rectangle.ts'
import type { Sheet } from '../sheet.ts'
import type { CellsChangeType } from '../workbook-change.ts'
import { moveCells } from './move-cells.ts'
import { rewriteFormulas } from './rewrite-formulas.ts'
import { shiftCharts, shiftComments, shiftHidden, shiftTables } from './shift-attached.ts'

const cutsTable =
  'This operation is not allowed. The operation is attempting to shift cells in a table on your worksheet.'

/** Inserts cells (count > 0) or deletes them: everything behind moves, and with it whatever points there. */
export function shiftCells(sheet: Sheet, shift: Shift): void {
  const { workbook } = sheet
  checkTables(sheet, shift)
  moveCells(sheet, shift)
  shiftTables(sheet, shift)
  rewriteFormulas(workbook, (formula, home) => shiftFormula(formula, home.name, shift))
  shiftCharts(sheet, shift)
  shiftComments(sheet, shift)
  shiftHidden(sheet, shift)
  for (const follow of workbook.onShift) follow(sheet, shift)
  workbook.tell({ kind: 'cells', sheet, block: shiftedArea(shift), type: changeType(shift) })
}

/** Cells that came, or stood where they were deleted. */
function shiftedArea({ axis, at, count, across }: Shift): Rectangle {
  const length = Math.abs(count)
  const width = across[1] - across[0] + 1
  return axis === 'row' ? rectangle(at, across[0], length, width) : rectangle(across[0], at, width, length)
}

function changeType({ axis, count, across }: Shift): CellsChangeType {
  const whole = across[0] === 0 && across[1] === (axis === 'row' ? MAX_COLUMNS : MAX_ROWS) - 1
  if (!whole) return count > 0 ? 'CellInserted' : 'CellDeleted'
  if (axis === 'row') return count > 0 ? 'RowInserted' : 'RowDeleted'
  return count > 0 ? 'ColumnInserted' : 'ColumnDeleted'
}

/** A shift must not tear a table apart, nor take its header row from it. */
function checkTables(sheet: Sheet, shift: Shift): void {
  const rows = shift.axis === 'row'
  const moving = rows
    ? rectangle(shift.at, shift.across[0], MAX_ROWS - shift.at, shift.across[1] - shift.across[0] + 1)
    : rectangle(shift.across[0], shift.at, shift.across[1] - shift.across[0] + 1, MAX_COLUMNS - shift.at)
  for (const { block, showHeaders } of sheet.workbook.tablesOf(sheet)) {
    if (!overlap(block, moving)) continue
    const across = rows
      ? shift.across[0] <= block.column && shift.across[1] >= rightOf(block)
      : shift.across[0] <= block.row && shift.across[1] >= block.row + block.height - 1
    if (!across) throw invalidOperation(cutsTable)
    const gone = shiftedArea(shift)
    if (shift.count > 0 || !rows || contains(gone, block)) continue
    if (showHeaders && overlap(gone, rectangle(block.row, block.column, 1, block.width)))
      throw invalidOperation('The header row of a table cannot be deleted without the table.')
    if (block.height - (showHeaders ? 1 : 0) <= (overlapHeight(gone, block) ?? 0))
      throw invalidOperation('The last row of a table cannot be deleted; clear it or delete the table.')
  }
}

function overlapHeight(a: Rectangle, b: Rectangle): number {
  return Math.max(0, Math.min(a.row + a.height, b.row + b.height) - Math.max(a.row, b.row))
}
