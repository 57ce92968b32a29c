import type { PeriodInput } from '../../../api/operations/metrics.gen.ts'
import type { PeriodCode } from '../../data/period-text.ts'

/** A period of the API as the picker writes it. */
export function periodCode(period: PeriodInput): PeriodCode {
  if (period.last !== undefined) return `last-${period.last.count}-${period.last.unit.toLowerCase()}`
  return period.between === undefined ? period.named : `${period.between.from}..${period.between.to}`
}
