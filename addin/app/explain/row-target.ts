import type { ExplainAgainst, ExplainInput } from '../../api/operations/explain.gen.ts'
import type { Comparison, Dimension, MetricFilter, MetricQuery } from '../../api/operations/metrics.gen.ts'
import { timeDimensions } from '../metrics/catalogue.ts'
import { filterOf } from '../metrics/metric-form.ts'
import { rowKeyParts } from '../metrics/row-key.ts'

/** A number that can be explained, or why it cannot. */
export type ExplainTarget =
  | { readonly kind: 'input'; readonly input: ExplainInput }
  | { readonly kind: 'none'; readonly reason: string }

/** What is asked to explain one number of an answer: its metric, of what the row is about, when. */
export function rowTarget(
  query: MetricQuery,
  period: { readonly from: string; readonly to: string } | undefined,
  { rowKey, metric }: { readonly rowKey: string; readonly metric: string },
): ExplainTarget {
  const groupBy = query.groupBy ?? []
  const parts = rowKeyParts(rowKey, groupBy.length)
  const of = Object.fromEntries(groupBy.map((dimension, at) => [dimension, parts[at] ?? '']))
  const blank = groupBy.find(dimension => of[dimension] === '')
  if (blank !== undefined && groupBy.length > 0)
    return none('This row is about what has no name. A number without it can be explained.')
  const time = timeDimensions.map(dimension => of[dimension]).find(key => key !== undefined)
  const where = { ...(query.where ?? {}), ...filterOf(namesOf(of)) }
  return {
    kind: 'input',
    input: {
      metric,
      against: query.compareTo ? againstOf[query.compareTo] : 'PREVIOUS_PERIOD',
      ...(Object.keys(where).length === 0 ? {} : { where: where as MetricFilter }),
      ...(time !== undefined ? { period: { named: time } } : period ? { period: { between: period } } : {}),
    },
  }
}

const againstOf: Readonly<Record<Comparison, ExplainAgainst>> = {
  PREVIOUS_PERIOD: 'PREVIOUS_PERIOD',
  SAME_PERIOD_LAST_YEAR: 'SAME_PERIOD_LAST_YEAR',
  PORTFOLIO: 'PORTFOLIO',
  BUDGET: 'BUDGET',
}

const namesOf = (of: Readonly<Record<string, string>>): Partial<Record<Dimension, readonly string[]>> =>
  Object.fromEntries(Object.entries(of).map(([dimension, key]) => [dimension, [key]]))

const none = (reason: string): ExplainTarget => ({ kind: 'none', reason })
