import type { CellValue } from '../workbook.ts'
import type { SheetState } from './book-state.ts'
import { isDateFormat, isoDate } from './cell-text.ts'
import { cellAt, usedArea } from './sheet-cells.ts'

/**
 * A sheet as CSV: UTF-8 with its mark, so that Excel reads it right; dates as ISO. Text that a spreadsheet would take
 * for a formula gets an apostrophe in front.
 */
export function saveCsv(sheet: SheetState): Blob {
  const used = usedArea(sheet)
  const lines: string[] = []
  for (let row = used?.top ?? 0; used && row <= used.bottom; row++) {
    const cells: string[] = []
    for (let column = used.left; column <= used.right; column++)
      cells.push(quoted(plain(cellAt(sheet, row, column), sheet.formats[row]?.[column] ?? null)))
    lines.push(cells.join(','))
  }
  return new Blob([`\u{feff}${lines.join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' })
}

/** Text that begins so is a formula to spreadsheets. */
export const looksLikeFormula = (text: string): boolean => /^[=+\-@\t\r]/.test(text)

function plain(value: CellValue, format: string | null): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  if (typeof value === 'number') return isDateFormat(format) ? isoDate(value) : String(value)
  // "-12.50" is a number as text, as it came from a file: no formula, and no harm.
  return looksLikeFormula(value) && !/^[+-]?[\d.,\s]+%?$/.test(value) ? `'${value}` : value
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
