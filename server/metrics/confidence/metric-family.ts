import type { ConfidenceFamily } from '../../analytics/confidence/signals.ts'
import type { Metric } from '../catalogue/catalogue.ts'
import { facts } from '../catalogue/facts.ts'
import { measures } from '../catalogue/measures.ts'
import type { Expression } from '../expressions/expression.ts'

/** Differences within each license: waste and the gaps between seats bought, assigned, used and billed. */
const gaps = /^(waste|unbilled|unassigned|overbilled|shadow)/

/** How errors of the data reach a metric: see `confidenceFamilies`. Custom metrics go by unit, facts and formula. */
export function metricFamily(metric: Metric): ConfidenceFamily {
  let found = known.get(metric)
  if (!found) {
    found = familyOf(metric)
    known.set(metric, found)
  }
  return found
}

/** Asked for each value of a table. */
const known = new WeakMap<Metric, ConfidenceFamily>()

function familyOf({ definition, measures: used, expression, breakdowns }: Metric): ConfidenceFamily {
  const datasets = new Set(used.map(({ fact }) => facts[fact].dataset))
  const percent = definition.unit === 'PERCENT' || definition.unit === 'PERCENT_PER_MONTH'
  if (breakdowns.has('MONTHS') || breakdowns.has('PREVIOUS')) return 'GROWTH'
  if (used.every(({ fact }) => fact === 'capacity')) return 'CAPACITY'
  if (used.every(({ fact }) => facts[fact].monthly)) {
    if (percent) return 'LIST_SHARE'
    // A cost by used seats errs like a gap: both sides of it move.
    return used.length > 1 || used.some(({ slot }) => gaps.test(slot)) ? 'LIST_GAP' : 'LIST'
  }
  if (percent) return datasets.size > 1 ? 'MARGIN' : 'SHARE'
  if (!['MONEY', 'HOURS', 'SEATS', 'COUNT'].includes(definition.unit)) return 'RATIO'
  return expression === null || isSum(expression) ? 'AMOUNT' : 'BALANCE'
}

/** Whether it only adds up measures. */
function isSum(expression: Expression): boolean {
  if (expression.kind === 'name') return measures.has(expression.key)
  return (
    expression.kind === 'operation' && expression.operator === '+' && isSum(expression.left) && isSum(expression.right)
  )
}
