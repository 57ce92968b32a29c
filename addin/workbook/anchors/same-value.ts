import type { CellValue } from '../workbook.ts'

/**
 * Whether a sheet holds what was written. Blank and "" are one thing there; numbers are compared on the 15 digits that
 * Excel keeps of them.
 */
export function sameValue(one: CellValue, other: CellValue): boolean {
  if (one === other) return true
  if (typeof one === 'number' && typeof other === 'number')
    return one.toPrecision(15) === other.toPrecision(15) || (one === 0 && other === 0)
  return (one === null || one === '') && (other === null || other === '')
}
