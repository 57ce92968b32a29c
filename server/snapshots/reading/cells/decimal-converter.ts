import type { Column } from '../../../datasets/dataset.ts'
import type { ColumnFormat } from '../reading-plan.ts'
import { agreesWithCurrency, cellNumber, noPercent } from './cell-number.ts'
import type { CellConverter } from './row-context.ts'
import { sharePercent } from './share-percent.ts'
import { decimalText } from './written-number.ts'

/** Most digits a decimal may have. */
const MAX_DIGITS = 30

/** Exact decimals. A fraction column ("tax rate") also takes percents: "8 %" is 0.08, and 8 is with a warning. */
export function decimalConverter(column: Column, format: ColumnFormat): CellConverter {
  const isFraction = column.type.kind === 'decimal' && column.type.fraction === true
  return (cell, context) => {
    const number = cellNumber(cell, format.decimalMark, column, context)
    if (!number || !agreesWithCurrency(number, cell, column, context)) return null
    if (number.whole.length + number.fraction.length > MAX_DIGITS)
      return context.report(
        'ERROR',
        'OUT_OF_RANGE',
        column.name,
        cell,
        `${column.title}: more than ${MAX_DIGITS} digits; shorten it`,
      )
    if (!isFraction) return noPercent(number, cell, column, context) ? decimalText(number) : null
    const share = sharePercent(number)
    const fraction = decimalText(share.fraction)
    if (!share.assumed) return fraction
    context.report(
      'WARNING',
      'PERCENT_ASSUMED',
      column.name,
      cell,
      `${column.title}: ${decimalText(number)} is above 1 and read as percent, ${fraction}; write a fraction or a percent sign`,
      fraction,
    )
    return fraction
  }
}
