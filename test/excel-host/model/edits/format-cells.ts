import { plainCell } from '../cell.ts'
import { type Look, lookWith } from '../look.ts'
import { intersection, MAX_ROWS, type Rectangle, rectangle, rightOf } from '../rectangle.ts'
import type { Sheet } from '../sheet.ts'
import { checkAllowed } from './check-writable.ts'

/** Changes how cells look; whole columns remember it for cells that are still to come. */
export function formatCells(sheet: Sheet, block: Rectangle, change: Partial<Look>): void {
  formatEach(sheet, block, () => change)
}

export function formatEach(
  sheet: Sheet,
  block: Rectangle,
  change: (row: number, column: number) => Partial<Look> | null,
): void {
  checkAllowed(sheet, 'allowFormatCells')
  const { journal } = sheet.workbook
  let area: Rectangle | null = block
  if (block.height === MAX_ROWS) {
    const looks = new Map(sheet.columnLooks)
    for (let column = block.column; column <= rightOf(block); column++) {
      const own = change(0, column)
      if (own) looks.set(column, lookWith(sheet.look(MAX_ROWS - 1, column), own))
    }
    journal.set(sheet, 'columnLooks', looks)
    const used = sheet.grid.used(false)
    area = used && intersection(used, block)
  } else if (block.height * block.width > 2_000_000) {
    const used = sheet.grid.used(false)
    area = used && intersection(used, block)
  }
  if (!area) return
  const { row: top, column: left } = area
  const cells = sheet.grid.block(area).map((line, r) =>
    line.map((cell, c) => {
      const own = change(top + r, left + c)
      if (!own) return cell
      const look = lookWith(cell?.look ?? sheet.look(top + r, left + c), own)
      return cell ? { ...cell, look } : plainCell(null, look)
    }),
  )
  sheet.grid.put(top, left, cells)
  sheet.workbook.tell({ kind: 'format', sheet, block: area })
}

export function setColumnWidth(sheet: Sheet, column: number, count: number, points: number): void {
  const widths = new Map(sheet.columnWidths)
  for (let index = column; index < column + Math.min(count, 1_000); index++) widths.set(index, points)
  sheet.workbook.journal.set(sheet, 'columnWidths', widths)
  sheet.workbook.tell({ kind: 'other' })
}

export function setRowsHidden(sheet: Sheet, row: number, count: number, hidden: boolean): void {
  const rows = new Set(sheet.hiddenRows)
  for (let index = row; index < row + Math.min(count, 200_000); index++)
    if (hidden) rows.add(index)
    else rows.delete(index)
  sheet.workbook.journal.set(sheet, 'hiddenRows', rows)
  sheet.workbook.tell({ kind: 'rows-hidden', sheet, block: rectangle(row, 0, count, 16_384), hidden })
}

export function setColumnsHidden(sheet: Sheet, column: number, count: number, hidden: boolean): void {
  const columns = new Set(sheet.hiddenColumns)
  for (let index = column; index < column + count; index++)
    if (hidden) columns.add(index)
    else columns.delete(index)
  sheet.workbook.journal.set(sheet, 'hiddenColumns', columns)
  sheet.workbook.tell({ kind: 'other' })
}
