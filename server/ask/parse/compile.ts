import { monthOfDay } from '../../analytics/calendar.ts'
import type { Dimension, MetricQueryInput } from '../../metrics/metric-query.ts'
import type { MetricDefinition } from '../../metrics/metric-table.ts'
import { spanOfMonths } from '../../metrics/periods/day-span.ts'
import { isTimeDimension } from '../../metrics/periods/time-buckets.ts'
import { type CompiledQuery, isExplanation } from '../context.ts'
import { singular } from '../words/fold.ts'
import {
  between,
  checkDimensions,
  definitionsOf,
  dimensionsOfNames,
  filterOf,
  tidyExplain,
  tidyQuery,
} from './compile-query.ts'
import type { MetricCondition } from './condition.ts'
import { Abstain, type Draft, explain, note } from './draft.ts'
import { movesDown, movesUp } from './read-comparisons.ts'
import type { MetricRun } from './read-metrics.ts'
import { hasCue, isFiller, meaningOfSegment, type Segment } from './segment.ts'

/** Metrics of which any amount is a finding: "which clients have overdue invoices" asks for those above 0. */
const findings = new Set([
  'overdue',
  'license_waste',
  'unbilled_seats',
  'unassigned_seats',
  'overbilled_seats',
  'shadow_seats',
  'unbilled_amount',
  'unassigned_amount',
  'overbilled_amount',
  'shadow_amount',
])

/** The query of a draft whose slots are read. Throws Abstain where no query says what was asked. */
export function compile(draft: Draft, runs: readonly MetricRun[]): CompiledQuery {
  const { vocabulary } = draft.context
  // Growth against a time that is named is revenue, compared with that time.
  if (draft.compareTo && !draft.why)
    draft.metrics = draft.metrics.map(key => (key === 'revenue_growth_pct' ? 'revenue' : key))
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
    ...definitionsOf([...conditions.map(({ metric }) => metric), ...order.map(({ metric }) => metric)], vocabulary),
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

/** A follow-up selects among the rows of the question before. */
const previousGroups = ({ followsUp, context: { previous } }: Draft): boolean =>
  followsUp && previous !== null && !isExplanation(previous) && (previous.groupBy ?? []).length > 0

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

function checkComparison(draft: Draft, used: readonly MetricDefinition[]): void {
  if (draft.compareTo === 'BUDGET') {
    if (!draft.context.vocabulary.mayCompareBudget) throw new Abstain('FORBIDDEN', ['budget'])
    const without = used.find(({ key }) => !['revenue', 'labour_cost', 'license_cost', 'hours'].includes(key))
    if (without) throw new Abstain('IMPOSSIBLE_COMPARISON', [without.name, 'budget'])
  }
  if (draft.compareTo === 'PORTFOLIO') {
    const told = [...draft.groupBy, ...dimensionsOfNames(draft)]
    if (!told.includes('CLIENT') && !told.includes('INDUSTRY'))
      throw new Abstain('IMPOSSIBLE_COMPARISON', ['portfolio'])
  }
}

/** "most unprofitable", "biggest losses": the end of a loss is the low end of profit. */
function settleOrder(draft: Draft): void {
  const { order } = draft
  if (!order) return
  const loss = draft.conditions.find(
    condition =>
      condition.segments.length === 1 &&
      hasCue(condition.segments[0], 'negative') &&
      meaningOfSegment(condition.segments[0]!)!.concepts.includes('PROFIT'),
  )
  if (loss) {
    draft.conditions = draft.conditions.filter(condition => condition !== loss)
    draft.order = { ...order, end: 'LOW' }
  }
  const moved = draft.segments.find(segment => movesUp(segment) || movesDown(segment))
  const changed = moved ?? draft.segments.find(segment => hasCue(segment, 'change') && !hasCue(segment, 'why'))
  if (changed && !draft.settledChange && draft.groupBy.some(dimension => !isTime(dimension))) {
    const falls = movesDown(changed)
    draft.order = {
      ...draft.order!,
      onChange: true,
      end: (draft.order!.end === 'HIGH' || draft.order!.end === 'BEST') === falls ? 'LOW' : 'HIGH',
    }
    draft.compareTo ??= 'PREVIOUS_PERIOD'
    explain(draft, changed)
  }
}

const isTime = (dimension: string): boolean => isTimeDimension(dimension as Dimension)

/** "did revenue go up", "is margin improving", "which clients' revenue dropped". */
function settleChange(draft: Draft): void {
  const { segments } = draft
  const trend = segments.filter(segment => hasCue(segment, 'trend'))
  const cues = segments.filter(
    segment => !draft.explained.has(segment) && (hasCue(segment, 'change') || movesUp(segment) || movesDown(segment)),
  )
  const time = draft.groupBy.some(isTime)
  if (draft.why || draft.settledChange) return
  if (trend.length > 0 || (cues.length > 0 && time)) {
    if (!time) {
      draft.groupBy.push('MONTH')
      note(draft, 'GROUP', trend.map(({ text }) => text).join(' '), 'MONTH', 0.95)
    }
    explain(draft, ...trend, ...cues, ...segments.filter(segment => hasCue(segment, 'up', 'down')))
    return
  }
  if (cues.length === 0) {
    if (draft.compareTo) explain(draft, ...segments.filter(segment => hasCue(segment, 'up', 'down', 'change')))
    return
  }
  explain(draft, ...segments.filter(segment => hasCue(segment, 'up', 'down', 'change')))
  const ongoing =
    cues.some(({ words }) => /ing$/.test(words.at(-1) ?? '')) && !draft.period && draft.groupBy.length === 0
  const since =
    draft.segments.some(
      ({ content, words }) => content.kind === 'PERIOD' && ['since', 'starting', 'beginning'].includes(words[0]!),
    ) &&
    draft.groupBy.length === 0 &&
    !draft.compareTo
  if (ongoing || since) {
    draft.groupBy.push('MONTH')
    note(draft, 'GROUP', cues.map(({ text }) => text).join(' '), 'MONTH', 0.92)
    return
  }
  draft.compareTo ??= 'PREVIOUS_PERIOD'
  const move = cues.find(cue => movesUp(cue) || movesDown(cue))
  if (!move || draft.groupBy.length === 0 || draft.order) return
  const falls = movesDown(move)
  if (draft.conditions.length > 0) draft.conditions = draft.conditions.map(condition => moved(condition, falls))
  else
    draft.conditions.push({
      op: falls ? 'LT' : 'GT',
      value: 0,
      to: null,
      unit: null,
      onChange: true,
      metric: null,
      segments: [move],
    })
}

/** "dropped by more than 5,000": below −5,000. */
function moved(condition: MetricCondition, falls: boolean): MetricCondition {
  if (!falls) return { ...condition, onChange: true }
  const turned = { GT: 'LT', GTE: 'LTE', LT: 'GT', LTE: 'GTE', EQ: 'EQ', BETWEEN: 'BETWEEN' } as const
  return {
    ...condition,
    onChange: true,
    op: turned[condition.op],
    value: condition.to === null ? -condition.value : -condition.to,
    to: condition.to === null ? null : -condition.value,
  }
}

function settleFindings(draft: Draft): void {
  const { segments, metrics } = draft
  const told = draft.groupBy.some(dimension => !isTime(dimension))
  if (!told || draft.order || draft.conditions.length > 0 || metrics.length !== 1) return
  const asks =
    segments.some(segment => hasCue(segment, 'which', 'who', 'list') || segment.words.join(' ') === 'what') ||
    draft.counts
  const byWord = segments.some(segment => hasCue(segment, 'by', 'per'))
  const gain = segments.find(segment => hasCue(segment, 'gain'))
  const state = segments.find(segment => hasCue(segment, 'lowstate', 'highstate') && !draft.explained.has(segment))
  if (state) {
    draft.order = { end: hasCue(state, 'lowstate') ? 'LOW' : 'HIGH', count: null, segment: state, onChange: false }
    explain(draft, state)
    note(draft, 'ORDER', state.text, draft.order.end, 0.8)
  } else if (gain && asks)
    draft.conditions.push({ op: 'GT', value: 0, to: null, unit: null, onChange: false, metric: null, segments: [gain] })
  else if (
    asks &&
    !byWord &&
    (findings.has(metrics[0]!) || (draft.counts && segments.some(segment => hasCue(segment, 'exists'))))
  )
    draft.conditions.push({ op: 'GT', value: 0, to: null, unit: null, onChange: false, metric: null, segments: [] })
}

type Having = NonNullable<MetricQueryInput['having']>[number]

function settledCondition(draft: Draft, condition: MetricCondition, runs: readonly MetricRun[]): Having {
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
        .every(part => isFiller(part) && !['and', 'or'].includes(part.words.join(' '))),
  )
  const near = own ?? behind ?? runs.filter(run => run.last < at).at(-1) ?? runs.find(run => run.first > at)
  return near ? expandedKey(near.keys[0]!) : only
}

const expandedKey = (key: string): string => (key === 'effective_rate' ? 'effective_rate_gross' : key)

type Order = { metric: string; direction: 'ASC' | 'DESC'; onChange?: true }

function orderOf(draft: Draft, runs: readonly MetricRun[]): Order[] {
  const { order, segments, groupBy } = draft
  const ranked = segments.find(segment => hasCue(segment, 'rank', 'rankup'))
  if (groupBy.length === 0 && !previousGroups(draft)) {
    if (order || ranked) throw new Abstain('NOT_UNDERSTOOD', [(order?.segment ?? ranked)!.text])
    return []
  }
  const metric = orderMetric(draft, runs)
  if (order) {
    const direction = directionOf(order.end, draft.context.vocabulary.visible.get(metric)?.direction)
    return [{ metric, direction, ...(order.onChange ? { onChange: true as const } : {}) }]
  }
  const byMetric = runs.some(run => isOrderedBy(segments, run)) && groupBy.some(dimension => !isTime(dimension))
  if (!ranked && !byMetric) return []
  if (ranked) explain(draft, ranked)
  return [{ metric, direction: segments.some(segment => hasCue(segment, 'rankup')) ? 'ASC' : 'DESC' }]
}

function directionOf(
  end: 'HIGH' | 'LOW' | 'BEST' | 'WORST',
  better: MetricDefinition['direction'] | undefined,
): 'ASC' | 'DESC' {
  if (end === 'HIGH') return 'DESC'
  if (end === 'LOW') return 'ASC'
  return (end === 'BEST') === (better === 'DOWN') ? 'ASC' : 'DESC'
}

const isOrderedBy = (segments: readonly Segment[], run: MetricRun): boolean => {
  let i = run.first - 1
  while (i >= 0 && ['the', 'their', 'our', 'its', 'on', 'total'].includes(segments[i]!.words.join(' '))) i--
  return hasCue(segments[i], 'by')
}

function orderMetric(draft: Draft, runs: readonly MetricRun[]): string {
  const named = runs.find(run => isOrderedBy(draft.segments, run))
  const at = draft.order ? draft.segments.indexOf(draft.order.segment) : -1
  const within = runs.find(run => draft.order && run.segments.includes(draft.order.segment))
  const after = runs.find(run => run.first >= at)
  const found = (draft.order ? (named ?? within ?? after) : named) ?? runs[0]
  return found ? expandedKey(found.keys[0]!) : draft.metrics[0]!
}

/** "products cost us" is of several, "vendor costs us" of one: there the first word tells. */
const isPlural = (segment: Segment): boolean =>
  meaningOfSegment(segment)!.concepts.includes('COST')
    ? singular(segment.words[0]!) !== segment.words[0]
    : segment.plural

function firstOf(draft: Draft): number | undefined {
  const { order } = draft
  if (!order) return undefined
  if (order.count !== null) return order.count
  const whoSegment = draft.segments.find(segment => hasCue(segment, 'who'))
  const of = draft.segments.some(segment => hasCue(segment, 'of'))
  if (of) return 1
  const nouns =
    whoSegment && draft.explained.has(whoSegment)
      ? []
      : draft.segments.filter(segment =>
          (meaningOfSegment(segment)?.dimensions ?? []).some(dimension => draft.groupBy.includes(dimension)),
        )
  const who = draft.segments.findIndex(segment => hasCue(segment, 'who'))
  if (nouns.length === 0 && who >= 0)
    return ['are', 'were', 'have'].includes(draft.segments[who + 1]?.words[0] ?? '') ? 5 : 1
  return nouns.some(isPlural) ? 5 : 1
}

function explanation(draft: Draft, definitions: readonly MetricDefinition[]): CompiledQuery {
  const [metric, other] = definitions
  if (!metric) throw new Abstain('AMBIGUOUS_METRIC')
  if (other?.key === 'effective_rate_net') note(draft, 'METRIC', '', 'effective_rate_gross', 0.88)
  else if (other)
    throw new Abstain(
      'UNSUPPORTED',
      definitions.map(({ name }) => name),
    )
  if (draft.names.some(({ excluded }) => excluded)) note(draft, 'NAME', '', 'with exceptions', 0.9)
  const { vocabulary } = draft.context
  const by = draft.groupBy.filter(dimension => !isTime(dimension))
  checkDimensions([metric], [...(by as Dimension[]), ...dimensionsOfNames(draft)], vocabulary)
  const narrowed = draft.names.some(
    ({ dimension, excluded }) => !excluded && (dimension === 'CLIENT' || dimension === 'INDUSTRY'),
  )
  const states = draft.segments.some(segment => hasCue(segment, 'lowstate', 'highstate', 'negative'))
  const moves = draft.segments.some(segment => hasCue(segment, 'change', 'up', 'down'))
  const against = draft.compareTo ?? (states && !moves && narrowed ? 'PORTFOLIO' : 'PREVIOUS_PERIOD')
  if (against === 'BUDGET') checkComparison({ ...draft, compareTo: 'BUDGET' }, [metric])
  if (against === 'PORTFOLIO' && !narrowed) throw new Abstain('IMPOSSIBLE_COMPARISON', ['portfolio'])
  if (!draft.compareTo && !moves && !states) note(draft, 'COMPARISON', '', against, 0.85)
  return {
    explain: tidyExplain({
      metric: metric.key,
      where: filterOf(draft.names),
      period: draft.period ? between(draft.period) : undefined,
      against,
      clientId: draft.comparedClient ?? undefined,
      by: by.length === 1 && by[0] !== 'CLIENT' ? (by[0] as 'TEAM') : undefined,
    }),
  }
}
