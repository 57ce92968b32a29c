import type { Column } from '../../../datasets/dataset.ts'
import type { ColumnFormat } from '../reading-plan.ts'
import { cellNumber } from './cell-number.ts'
import { plainScaled } from './plain-scaled.ts'
import { rangeCheck } from './range-check.ts'
import { cellText } from './raw-cell.ts'
import type { CellConverter } from './row-context.ts'
import { scaledNumber } from './written-number.ts'

/** Whole numbers. */
export function countConverter(column: Column, format: ColumnFormat): CellConverter {
  const inRange = rangeCheck(column, () => 1)
  return (cell, context) => {
    if (typeof cell === 'string') {
      const plain = plainScaled(cell, 0)
      if (!Number.isNaN(plain)) return inRange(plain, cell, context)
    }
    const number = cellNumber(cell, format.decimalMark, column, context)
    if (!number) return null
    const { value, exact } = scaledNumber(number, 0)
    if (exact && number.currency === null && !number.percent) return inRange(value, cell, context)
    return context.report(
      'ERROR',
      'NOT_A_WHOLE_NUMBER',
      column.name,
      cell,
      `${column.title}: "${cellText(cell)}" is not a whole number; write it like 40`,
    )
  }
}
