import { setRowsHidden } from '../../model/edits/format-cells.ts'
import { deleteCells, insertCells, wholeColumns, wholeRows } from '../../model/edits/insert-cells.ts'
import { sortTable } from '../../model/edits/sort.ts'
import { addTable, dropTable } from '../../model/edits/tables.ts'
import { clearCells } from '../../model/edits/write-cells.ts'
import { overlap } from '../../model/rectangle.ts'
import type { Workbook } from '../../model/workbook.ts'
import { edit } from '../book.ts'
import type { MenuItem } from '../context-menu.tsx'

/** What can be done with the selected cells. */
export function cellMenu(book: Workbook): MenuItem[] {
  const { sheet, block } = book.selection
  const table = book.tablesOf(sheet).find(each => overlap(each.block, block))
  const doing = (label: string, work: () => unknown): MenuItem => ({ label, run: () => edit(book, label, work) })
  const rows = wholeRows(block.row, block.height)
  const columns = wholeColumns(block.column, block.width)
  const sorted = (ascending: boolean) => {
    if (table) sortTable(table, [{ column: Math.max(0, block.column - table.block.column), ascending }])
  }
  return [
    doing('Insert rows', () => insertCells(sheet, rows, 'Down')),
    doing('Delete rows', () => deleteCells(sheet, rows, 'Up')),
    doing('Insert columns', () => insertCells(sheet, columns, 'Right')),
    doing('Delete columns', () => deleteCells(sheet, columns, 'Left')),
    doing('Clear contents', () => clearCells(sheet, block, 'Contents')),
    doing('Hide rows', () => setRowsHidden(sheet, block.row, block.height, true)),
    doing('Show all rows', () => setRowsHidden(sheet, 0, sheet.grid.rowCount, false)),
    ...(table
      ? [
          doing('Sort table ascending', () => sorted(true)),
          doing('Sort table descending', () => sorted(false)),
          doing('Convert table to range', () => dropTable(table)),
        ]
      : [doing('Format as table', () => addTable(sheet, block, true))]),
  ]
}
