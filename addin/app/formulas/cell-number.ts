import { FormulaError } from './formula-error.ts'
import { errorOfCode } from './formula-error-of.ts'
import type { MetricCell, MetricKey } from './metric-batch.ts'

type Value = Extract<MetricCell, { readonly __typename: 'MetricValue' }>

/** The value of a cell that has one. Throws FormulaError with the reason where there is none: null is not zero. */
export function provenValue(cell: MetricCell, key: MetricKey): Value & { readonly value: number } {
  if (cell.__typename === 'MetricValueError') throw errorOfCode(cell.code, cell.message)
  const { value } = cell
  if (value === null) throw new FormulaError('missing', reasonFor(cell, key))
  return { ...cell, value }
}

/** What stands among other values in place of one that is not there. Text, so that sums and charts leave it out. */
export function shownInSeries(cell: MetricCell, key: MetricKey): number | string {
  if (cell.__typename === 'MetricValue' && cell.value === null)
    return cell.status === 'PENDING_REVIEW' ? PENDING : cell.status === 'REJECTED' ? WITHHELD : ''
  return provenValue(cell, key).value
}

export const PENDING = 'awaits review'
export const WITHHELD = 'withheld'

function reasonFor({ status, coverage }: Value, { metric, client, period }: MetricKey): string {
  if (status === 'PENDING_REVIEW') return 'This number awaits review: a person has yet to decide whether it stands'
  if (status === 'REJECTED') return 'This number was withheld: a person rejected it in review'
  const what = `${metric} of ${client ?? 'all clients'}`
  if (coverage === 0) return `No data: nothing that was uploaded covers ${what} in ${period}`
  return `No data: ${what} in ${period} is unknown or undefined, which is not zero`
}
