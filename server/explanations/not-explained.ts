import { BadInput } from '../errors.ts'
import type { Metric } from '../metrics/catalogue/catalogue.ts'
import type { Comparison } from './comparison.ts'
import { isRatio, type MetricShape } from './metric-shape.ts'
import type { Side } from './side.ts'

/** What can be explained where a ratio cannot: the sum it is a share of. */
const insteadOf: Readonly<Record<string, string>> = {
  gross_margin_pct: 'gross_profit',
  service_margin_pct: 'gross_profit',
  spend_trend_pct: 'spend',
  revenue_growth_pct: 'revenue',
  revenue_concentration_pct: 'revenue',
  hhi: 'revenue',
}

function remedy({ definition, measures }: Metric): string {
  const instead = insteadOf[definition.key] ?? measures[0]?.key
  return instead && instead !== definition.key ? `; explain ${instead} instead` : ''
}

/** A share of nothing is not defined; a sum that rests on missing data is not known. */
function why(metric: Metric, shape: MetricShape | null, side: Side): string {
  if (!shape || !isRatio(shape) || metric.measures.some(({ key }) => side.measure(key) === null)) return 'is not known'
  const bottom = [...shape.bottom.factors.keys()].join(' and ').replaceAll('_', ' ')
  return `is not defined, as ${bottom} is ${shape.positive ? 'not above 0' : '0'},`
}

const failure = (message: string): BadInput => new BadInput(message, 'NOT_EXPLAINED')

/** Why there is no explanation, and what to ask for. */
export const notExplained = {
  lookingInside: (metric: Metric): BadInput =>
    failure(
      `Explaining ${metric.definition.key}: it compares months, clients or times with one another, and has no drivers${remedy(metric)}`,
    ),

  noValue: (metric: Metric, shape: MetricShape | null, { to, from, with: other }: Comparison): BadInput => {
    const side = to.value === null ? to : from
    const where = side === from && other ? `for ${other}` : `in ${side.period.label}`
    return failure(`Explaining ${metric.definition.key}: it ${why(metric, shape, side)} ${where}${remedy(metric)}`)
  },

  mixed: (metric: Metric): BadInput =>
    failure(
      `Explaining ${metric.definition.key}: between the two sides it passes through states in which it is not defined${remedy(metric)}`,
    ),
}
