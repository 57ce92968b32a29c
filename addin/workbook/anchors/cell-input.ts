import type { CellValue } from '../workbook.ts'

/** Words of letters only, at least two: no spreadsheet reads a number, date, formula or truth value in them. */
const plainWords = /^\p{L}[\p{L}.&,]*(?: [\p{L}.&,()]+)+$/u

/**
 * A value as it is typed into a cell so that it stays what it is: text that could be read as a formula, a number or a
 * date ("=1+1", "2026-08", "007", "true") is led by an apostrophe, which the cell does not show. Blank is "".
 */
export function cellInput(value: CellValue): string | number | boolean {
  if (value === null || value === '') return ''
  if (typeof value === 'number') return Number.isFinite(value) ? value : ''
  if (typeof value === 'boolean') return value
  return plainWords.test(value) ? value : `'${value}`
}
