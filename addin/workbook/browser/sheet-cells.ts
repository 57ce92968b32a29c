import type { CellValue } from '../workbook.ts'
import type { Area } from './address.ts'
import type { SheetState } from './book-state.ts'

export const cellAt = (sheet: SheetState, row: number, column: number): CellValue => sheet.rows[row]?.[column] ?? null

export const formatAt = (sheet: SheetState, row: number, column: number): string | null =>
  sheet.formats[row]?.[column] ?? null

export const isBlank = (value: CellValue | undefined): boolean => value === null || value === undefined || value === ''

/** From the first cell to the last row and column with content; null: the sheet is empty. */
export function usedArea(sheet: SheetState): Area | null {
  let top = -1
  let bottom = -1
  let left = Number.POSITIVE_INFINITY
  let right = -1
  for (const [row, cells] of sheet.rows.entries()) {
    const first = cells.findIndex(value => !isBlank(value))
    if (first < 0) continue
    if (top < 0) top = row
    bottom = row
    left = Math.min(left, first)
    right = Math.max(
      right,
      cells.findLastIndex(value => !isBlank(value)),
    )
  }
  return top < 0 ? null : { top, left, bottom, right }
}

export const blockOf = (sheet: SheetState, { top, left, bottom, right }: Area): CellValue[][] =>
  Array.from({ length: bottom - top + 1 }, (_, row) =>
    Array.from({ length: right - left + 1 }, (_, column) => cellAt(sheet, top + row, left + column)),
  )

/** The sheet with a block of cells laid on it; blanks of the block make cells blank. */
export function withBlock(
  sheet: SheetState,
  top: number,
  left: number,
  block: readonly (readonly CellValue[])[],
): SheetState {
  const rows = sheet.rows.slice()
  while (rows.length < top) rows.push([])
  for (const [offset, cells] of block.entries()) {
    const row = (rows[top + offset] ?? []).slice()
    while (row.length < left) row.push(null)
    for (const [column, value] of cells.entries()) row[left + column] = value === '' ? null : value
    rows[top + offset] = row
  }
  return { ...sheet, rows }
}

/** The sheet with formats of columns over rows from `top` to `bottom`; the rows share one list where they can. */
export function withFormats(
  sheet: SheetState,
  { top, left, bottom }: Pick<Area, 'top' | 'left' | 'bottom'>,
  columnFormats: readonly (string | null)[],
): SheetState {
  const formats = sheet.formats.slice()
  while (formats.length <= bottom) formats.push(undefined)
  const made = new Map<readonly (string | null)[] | undefined, (string | null)[]>()
  for (let row = top; row <= bottom; row++) {
    const before = formats[row]
    let after = made.get(before)
    if (!after) {
      after = before?.slice() ?? []
      while (after.length < left) after.push(null)
      for (const [column, format] of columnFormats.entries()) after[left + column] = format
      made.set(before, after)
    }
    formats[row] = after
  }
  return { ...sheet, formats }
}
