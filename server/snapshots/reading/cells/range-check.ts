import type { Column } from '../../../datasets/dataset.ts'
import type { RawCell } from './raw-cell.ts'
import type { RowContext } from './row-context.ts'

/** Gives the value back where it lies in the column's range, else reports it and gives null. */
export type RangeCheck = (value: number, cell: RawCell, context: RowContext) => number | null

/** `unit`: how many of the typed value make one of what a person writes, e.g. 100 for hundredths of hours. */
export function rangeCheck(column: Column, unit: (context: RowContext) => number): RangeCheck {
  const { min = -Infinity, above = -Infinity, max = Infinity } = column.range ?? {}
  const limits = (size: number): string =>
    [
      above !== -Infinity ? `more than ${above / size}` : '',
      min !== -Infinity ? `${min / size} or more` : '',
      max !== Infinity ? `at most ${max / size}` : '',
    ]
      .filter(part => part !== '')
      .join(' and ')
  return (value, cell, context) => {
    if (!Number.isSafeInteger(value))
      return context.report(
        'ERROR',
        'OUT_OF_RANGE',
        column.name,
        cell,
        `${column.title}: the number is too large to be kept exactly; check it`,
      )
    if (value >= min && value > above && value <= max) return value
    const size = unit(context)
    return context.report(
      'ERROR',
      'OUT_OF_RANGE',
      column.name,
      cell,
      `${column.title}: ${value / size} is out of range; it must be ${limits(size)}`,
    )
  }
}
