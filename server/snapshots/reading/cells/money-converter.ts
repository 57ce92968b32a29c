import type { Column } from '../../../datasets/dataset.ts'
import type { ColumnFormat } from '../reading-plan.ts'
import { agreesWithCurrency, cellNumber, keptNumber, noPercent } from './cell-number.ts'
import { plainScaled } from './plain-scaled.ts'
import { rangeCheck } from './range-check.ts'
import type { CellConverter } from './row-context.ts'

/** Whole minor units of the row's currency. */
export function moneyConverter(column: Column, format: ColumnFormat): CellConverter {
  const inRange = rangeCheck(column, context => 10 ** context.minorDigits)
  const mark = format.decimalMark
  return (cell, context) => {
    if (typeof cell === 'string' && mark === '.') {
      const plain = plainScaled(cell, context.minorDigits)
      if (!Number.isNaN(plain)) return inRange(plain, cell, context)
    }
    const number = cellNumber(cell, mark, column, context)
    if (!number || !noPercent(number, cell, column, context) || !agreesWithCurrency(number, cell, column, context))
      return null
    return keptNumber(number, context.minorDigits, cell, column, context, inRange)
  }
}
