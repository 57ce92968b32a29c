import { BadInput } from '../errors.ts'
import type { Metric } from '../metrics/catalogue/catalogue.ts'
import type { Comparison } from './comparison.ts'
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

const failure = (message: string): BadInput => new BadInput(message, 'NOT_EXPLAINED')

/** Why there is no explanation, and what to ask for. */
export const notExplained = {
  lookingInside: (metric: Metric): BadInput =>
    failure(
      `Explaining ${metric.definition.key}: it compares months, clients or times with one another, and has no drivers${remedy(metric)}`,
    ),

  noValue: (metric: Metric, to: Side, from: Side, { with: other }: Comparison): BadInput => {
    const where = to.value === null ? `in ${to.period.label}` : ((other && `for ${other}`) ?? `in ${from.period.label}`)
    const why = metric.expression ? 'is not defined or not known' : 'is not known'
    return failure(`Explaining ${metric.definition.key}: it ${why} ${where}${remedy(metric)}`)
  },

  mixed: (metric: Metric): BadInput =>
    failure(
      `Explaining ${metric.definition.key}: between the two sides it passes through states in which it is not defined${remedy(metric)}`,
    ),
}
