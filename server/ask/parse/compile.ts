import { monthOfDay } from '../../analytics/calendar.ts'
import type { Dimension, MetricQueryInput } from '../../metrics/metric-query.ts'
import { spanOfMonths } from '../../metrics/periods/day-span.ts'
import type { CompiledQuery } from '../context.ts'
import { explanation } from './compile-explanation.ts'
import {
  between,
  checkComparison,
  checkDimensions,
  definitionsOf,
  dimensionsOfNames,
  filterOf,
  tidyQuery,
} from './compile-query.ts'
import { Abstain, type Draft, explain, note } from './draft.ts'
import { previousGroups } from './follow-up.ts'
import type { MetricRun } from './read-metrics.ts'
import { hasCue } from './segment.ts'
import { settleChange, settleOrder } from './settle-change.ts'
import { settledCondition } from './settle-condition.ts'
import { settleFindings } from './settle-findings.ts'
import { firstOf, orderOf } from './settle-rows.ts'

/** The query of a draft whose slots are read. Throws Abstain where no query says what was asked. */
export function compile(draft: Draft, runs: readonly MetricRun[]): CompiledQuery {
  const { vocabulary } = draft.context
  // Growth against a time that is named is revenue, compared with that time.
  if (draft.compareTo && !draft.why)
    draft.metrics = draft.metrics.map(key => (key === 'revenue_growth_pct' ? 'revenue' : key))
  // "what drove revenue growth": why revenue grew, not why its growth changed.
  if (draft.why) draft.metrics = draft.metrics.map(key => (key === 'revenue_growth_pct' ? 'revenue' : key))
  // "seats used vs purchased": both are shown.
  if (draft.metrics.length > 1) explain(draft, ...draft.segments.filter(segment => hasCue(segment, 'vs')))
  settleOrder(draft)
  settleChange(draft)
  const definitions = definitionsOf(draft.metrics, vocabulary)
  if (draft.why) return explanation(draft, definitions)
  settleFindings(draft)
  const conditions = draft.conditions.map(condition => settledCondition(draft, condition, runs))
  const groupBy = draft.groupBy as Dimension[]
  const order = orderOf(draft, runs)
  const used = [
    ...definitions,
    ...definitionsOf(
      [...conditions.map(({ metric }) => metric), ...order.flatMap(each => ('metric' in each ? [each.metric] : []))],
      vocabulary,
    ),
  ]
  checkDimensions(used, [...groupBy, ...dimensionsOfNames(draft)], vocabulary)
  const compareTo = draft.compareTo === 'TARGET' || draft.compareTo === 'CLIENT' ? null : draft.compareTo
  if (draft.compareTo && !compareTo) throw new Abstain('IMPOSSIBLE_COMPARISON', [draft.compareTo.toLowerCase()])
  checkComparison(draft, used)
  if (
    conditions.length > 0 &&
    groupBy.length === 0 &&
    !previousGroups(draft) &&
    !conditions.every(({ onChange }) => onChange)
  )
    throw new Abstain(
      'NOT_UNDERSTOOD',
      draft.conditions.flatMap(({ segments }) => segments.map(({ text }) => text)),
    )
  const query: MetricQueryInput = {
    metrics: draft.metrics,
    groupBy,
    where: filterOf(draft.names),
    period: between(periodOf(draft)),
    compareTo: compareTo ?? undefined,
    having: groupBy.length === 0 && !previousGroups(draft) ? [] : conditions,
    orderBy: order,
    first: firstOf(draft),
  }
  return tidyQuery(query)
}

function periodOf(draft: Draft): { from: number; to: number } {
  const { months, today } = draft.context.periods
  if (draft.period) return draft.period
  const last = Math.min(monthOfDay(today) - 1, months?.last ?? monthOfDay(today) - 1)
  if (draft.compareTo === 'PREVIOUS_PERIOD' || draft.compareTo === 'SAME_PERIOD_LAST_YEAR') {
    note(draft, 'PERIOD', '', 'the latest complete month', 0.82)
    return spanOfMonths(last, last)
  }
  return months ? spanOfMonths(months.first, months.last) : spanOfMonths(monthOfDay(today), monthOfDay(today))
}
