import type { Rectangle } from '../../model/rectangle.ts'
import type { Sheet } from '../../model/sheet.ts'

export const ROW_HEIGHT = 22
export const HEADER_WIDTH = 46
const STANDARD_WIDTH = 88

/** Widths in pixels: the sheet's are points. Hidden columns have none. */
export const columnWidth = (sheet: Sheet, column: number): number => {
  if (sheet.hiddenColumns.has(column)) return 0
  const points = sheet.columnWidths.get(column)
  return points === undefined ? STANDARD_WIDTH : Math.round((points * 4) / 3)
}

/** Where columns begin, from 0 to `count`, in pixels. */
export function columnStarts(sheet: Sheet, count: number): number[] {
  const starts = [0]
  for (let column = 0; column < count; column++) starts.push((starts[column] ?? 0) + columnWidth(sheet, column))
  return starts
}

/** Rows that are not hidden, in order, up to `count`. Without hidden rows nothing is listed: row n is n. */
export function visibleRows(sheet: Sheet, count: number): readonly number[] | null {
  if (sheet.hiddenRows.size === 0) return null
  const rows: number[] = []
  for (let row = 0; row < count; row++) if (!sheet.hiddenRows.has(row)) rows.push(row)
  return rows
}

export function placeOf(
  block: Rectangle,
  starts: readonly number[],
  rows: readonly number[] | null,
): { left: number; top: number; width: number; height: number } {
  const line = (row: number): number => {
    if (!rows) return row
    const at = rows.findIndex(visible => visible >= row)
    return at < 0 ? rows.length : at
  }
  const start = (column: number): number => starts[Math.min(column, starts.length - 1)] ?? 0
  const [top, bottom] = [line(block.row), line(block.row + block.height)]
  const [left, right] = [start(block.column), start(block.column + block.width)]
  return { left, top: top * ROW_HEIGHT, width: right - left, height: (bottom - top) * ROW_HEIGHT }
}
