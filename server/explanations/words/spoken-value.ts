import { comparison, type Exact, exact, isZero, negated, none, toRational } from '../../analytics/exact.ts'
import { rational, roundHalfEven } from '../../analytics/rational.ts'
import type { Unit } from '../../metrics/metric-table.ts'
import { isMoney, placesOf, valueText } from '../../metrics/results/value-text.ts'

const hundred = exact(100)
const size = (value: Exact): Exact => (comparison(value, none) < 0 ? negated(value) : value)

/** A value as somebody would say it: "$1,240", "$52.10/h", "41.2 %", "18 h", "7.25 h". Null is "nothing". */
export function spokenValue(value: Exact | null, unit: Unit, currency: string): string {
  if (value === null) return 'nothing'
  const large = isMoney(unit) && (isZero(value) || comparison(size(value), hundred) >= 0)
  const said = large ? rational(roundHalfEven(toRational(value))) : value
  const text = valueText(said, unit, currency).replace('-', '−')
  // "18.00 h" is 18 h, "$1,240.00" is $1,240; percentages keep their place, so that 40.0 % and 41.2 % stand alike.
  if (unit === 'PERCENT' || unit === 'PERCENT_PER_MONTH') return text
  if (isMoney(unit) && !large) return text
  return text.replace(/(\.\d*?)0+(?=\D|$)/, '$1').replace(/\.(?=\D|$)/, '')
}

/** A difference with its sign, percentages in points: "−8.2 points", "+$1,240", "+18 h"; none: "$0". */
export function spokenDifference(difference: Exact, unit: Unit, currency: string): string {
  const sign = isZero(difference) ? '' : comparison(difference, none) < 0 ? '−' : '+'
  return `${sign}${spokenSize(difference, unit, currency)}`
}

/** A difference without its sign. */
export function spokenSize(difference: Exact, unit: Unit, currency: string): string {
  const text = spokenValue(size(difference), unit, currency)
  return unit === 'PERCENT' ? text.replace(' %', text === '1.0 %' ? ' point' : ' points') : text
}

/** Whether a difference shows at the places that people see. */
export const isVisible = (difference: Exact, unit: Unit, currency: string): boolean =>
  roundHalfEven(toRational(difference), placesOf(unit, currency)) !== 0n
