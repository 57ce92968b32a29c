import type { CellValue } from '../workbook.ts'
import type { Area } from './address.ts'
import { type Book, changed } from './book.ts'
import { changeSheet } from './move-rows.ts'
import { formatAt, withBlock } from './sheet-cells.ts'

/** What a person typed, pasted or deleted: a block of cells as one step of undo. */
export function setCells(
  book: Book,
  sheetId: string,
  top: number,
  left: number,
  block: readonly (readonly CellValue[])[],
): void {
  const width = Math.max(0, ...block.map(row => row.length))
  if (width === 0) return
  const area: Area = { top, left, bottom: top + block.length - 1, right: left + width - 1 }
  book.change(changed(sheetId, area), state => ({
    ...state,
    sheets: changeSheet(state, sheetId, sheet => withBlock(sheet, top, left, block)),
  }))
}

/**
 * What a cell becomes when this is typed into it: a number where that is plain and the cell is not one of text. Cells
 * of files opened as text stay text, as the server reads those by their column.
 */
export function typedValue(book: Book, sheetId: string, row: number, column: number, text: string): CellValue {
  if (text === '') return null
  const sheet = book.sheet(sheetId)
  if (!sheet || formatAt(sheet, row, column) === '@') return text
  const was = sheet.rows[row]?.[column] ?? null
  if (typeof was === 'string') return text
  return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) && !/^-?0\d/.test(text.trim()) ? Number(text) : text
}
