import type { MetricQueryInput } from '../../metrics/metric-query.ts'
import type { MetricCondition } from './condition.ts'
import { Abstain, type Draft } from './draft.ts'
import type { MetricRun } from './read-metrics.ts'
import { isFiller } from './segment.ts'

type Having = NonNullable<MetricQueryInput['having']>[number]

export function settledCondition(draft: Draft, condition: MetricCondition, runs: readonly MetricRun[]): Having {
  const { visible } = draft.context.vocabulary
  let metric = metricOfCondition(draft, condition, runs)
  const unit = visible.get(metric)?.unit
  if (condition.unit === 'PERCENT' && unit && unit !== 'PERCENT' && unit !== 'PERCENT_PER_MONTH') {
    if (metric === 'gross_profit' && !condition.onChange) metric = 'gross_margin_pct'
    else if (metric === 'revenue' && condition.onChange) {
      draft.metrics = ['revenue_growth_pct']
      draft.compareTo = null
      return having('revenue_growth_pct', condition, false)
    } else
      throw new Abstain(
        'NOT_UNDERSTOOD',
        condition.segments.map(({ text }) => text),
      )
    if (draft.metrics.length === 1) draft.metrics = [metric]
  }
  if (condition.unit === 'MONEY' && unit === 'PERCENT') {
    if (metric !== 'gross_margin_pct')
      throw new Abstain(
        'NOT_UNDERSTOOD',
        condition.segments.map(({ text }) => text),
      )
    metric = 'gross_profit'
    if (draft.metrics.length === 1) draft.metrics = [metric]
  }
  if (condition.unit === 'HOURS' && unit && unit !== 'HOURS')
    throw new Abstain(
      'NOT_UNDERSTOOD',
      condition.segments.map(({ text }) => text),
    )
  return having(metric, condition, condition.onChange)
}

const having = (metric: string, { op, value, to }: MetricCondition, onChange: boolean): Having => ({
  metric,
  op,
  value: Number(value.toPrecision(12)),
  ...(to === null ? {} : { to }),
  ...(onChange ? { onChange } : {}),
})

/** The metric whose words stand nearest before a condition, else after it. */
function metricOfCondition(draft: Draft, condition: MetricCondition, runs: readonly MetricRun[]): string {
  const [first] = condition.segments
  const only = draft.metrics[0]!
  if (!first || runs.length < 2) return runs.length === 1 ? expandedKey(runs[0]!.keys[0]!) : only
  const at = draft.segments.indexOf(first)
  const own = runs.find(run => run.segments.includes(first))
  const end = draft.segments.indexOf(condition.segments.at(-1)!) + 1
  // "less than $500 revenue": the metric stands right behind its number.
  const behind = runs.find(
    run =>
      run.first >= end &&
      draft.segments
        .slice(end, run.first)
        .every(
          part => isFiller(part) && !['and', 'or', 'but', 'though', 'yet', 'while'].includes(part.words.join(' ')),
        ),
  )
  const near = own ?? behind ?? runs.filter(run => run.last < at).at(-1) ?? runs.find(run => run.first > at)
  return near ? expandedKey(near.keys[0]!) : only
}

export const expandedKey = (key: string): string => (key === 'effective_rate' ? 'effective_rate_gross' : key)
