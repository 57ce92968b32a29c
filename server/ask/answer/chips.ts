import { monthOfDay } from '../../analytics/calendar.ts'
import type { MetricFilter, MetricQueryInput, PeriodInput } from '../../metrics/metric-query.ts'
import { spanOfMonths } from '../../metrics/periods/day-span.ts'
import { type AskContext, type CompiledQuery, isExplanation } from '../context.ts'
import type { Evidence } from '../interpretation.ts'
import { between } from '../parse/compile-query.ts'
import { unitSpan } from '../periods/unit-span.ts'
import type { Chip, Clarification } from './answer-record.ts'
import { dimensionWords, metricWords, periodWords, queryWords, type WordSetting } from './query-words.ts'

/** How a question was understood, part by part, each with what can be taken instead. */
export function chipsOf(
  query: CompiledQuery,
  evidence: readonly Evidence[],
  context: AskContext,
  setting: WordSetting,
): Chip[] {
  const corrections = evidence
    .filter(({ slot }) => slot === 'SPELLING')
    .map(
      ({ words, reading }): Chip => ({
        kind: 'CORRECTION',
        label: `“${words}” read as “${reading}”`,
        alternatives: [],
      }),
    )
  const chips = isExplanation(query) ? explanationChips(query, context, setting) : tableChips(query, context, setting)
  return [
    ...chips.map(chip => ({
      ...chip,
      alternatives: chip.alternatives.filter(({ choice }) => isPossible(choice, context)),
    })),
    ...corrections,
  ]
}

/** Nothing is offered that the viewer may not see, or that cannot be asked. */
function isPossible(query: CompiledQuery, { vocabulary: { visible, mayCompareBudget } }: AskContext): boolean {
  if (isExplanation(query)) return visible.has(query.explain.metric)
  const used = [
    ...query.metrics,
    ...(query.orderBy ?? []).flatMap(order => order.metric ?? []),
    ...(query.having ?? []).map(({ metric }) => metric),
  ]
  return (
    (query.compareTo !== 'BUDGET' || mayCompareBudget) &&
    used.every(
      key =>
        visible.has(key) && (query.groupBy ?? []).every(dimension => visible.get(key)!.dimensions.includes(dimension)),
    )
  )
}

function tableChips(query: MetricQueryInput, context: AskContext, setting: WordSetting): Chip[] {
  const offer = (changed: MetricQueryInput): Clarification => ({ label: queryWords(changed, setting), choice: changed })
  const { metrics, groupBy = [], having = [], orderBy = [], compareTo } = query
  const where = query.where as MetricFilter | undefined
  const chips: Chip[] = metrics.map(key => ({
    kind: 'METRIC',
    label: metricWords(key, setting),
    alternatives: (context.vocabulary.lexicon.choices.get(key) ?? []).map(other =>
      offer(withMetric(query, key, other)),
    ),
  }))
  for (const dimension of groupBy)
    chips.push({
      kind: 'GROUP',
      label: `by ${dimensionWords[dimension]}`,
      alternatives:
        groupBy.length === 1 && orderBy.length === 0 && having.length === 0 ? [offer(without(query, 'groupBy'))] : [],
    })
  if (where)
    chips.push({
      kind: 'FILTER',
      label: queryWords({ metrics, where }, setting).slice(queryWords({ metrics }, setting).length).trim(),
      alternatives: [offer(without(query, 'where'))],
    })
  chips.push({
    kind: 'PERIOD',
    label: periodWords(query.period, setting),
    alternatives: periodAlternatives(query.period, context).map(period => offer({ ...query, period })),
  })
  if (compareTo)
    chips.push({
      kind: 'COMPARISON',
      label: queryWords({ metrics, compareTo }, setting).split(', ').at(-1) ?? compareTo,
      alternatives:
        compareTo === 'PREVIOUS_PERIOD'
          ? [offer({ ...query, compareTo: 'SAME_PERIOD_LAST_YEAR' })]
          : compareTo === 'SAME_PERIOD_LAST_YEAR'
            ? [offer({ ...query, compareTo: 'PREVIOUS_PERIOD' })]
            : [],
    })
  for (const condition of having)
    chips.push({
      kind: 'CONDITION',
      label:
        queryWords({ metrics, having: [condition] }, setting)
          .split(', ')
          .at(-1) ?? '',
      alternatives: [offer({ ...query, having: having.filter(each => each !== condition) })],
    })
  const [order] = orderBy
  if (order) {
    const turned = orderBy.map(each => ({
      ...each,
      direction: each.direction === 'ASC' ? ('DESC' as const) : ('ASC' as const),
    }))
    chips.push({
      kind: 'ORDER',
      label: `${order.direction === 'ASC' ? 'lowest' : 'highest'} first${query.first === undefined ? '' : `, ${query.first}`}`,
      alternatives: [offer({ ...query, orderBy: turned })],
    })
  }
  return chips
}

function explanationChips(
  { explain }: Extract<CompiledQuery, { explain: unknown }>,
  context: AskContext,
  setting: WordSetting,
): Chip[] {
  const offer = (changed: typeof explain): Clarification => ({
    label: queryWords({ explain: changed }, setting),
    choice: { explain: changed },
  })
  const over =
    explain.against === 'PREVIOUS_PERIOD'
      ? 'SAME_PERIOD_LAST_YEAR'
      : explain.against === 'SAME_PERIOD_LAST_YEAR'
        ? 'PREVIOUS_PERIOD'
        : null
  const chips: Chip[] = [
    {
      kind: 'METRIC',
      label: metricWords(explain.metric, setting),
      alternatives: (context.vocabulary.lexicon.choices.get(explain.metric) ?? []).map(metric =>
        offer({ ...explain, metric }),
      ),
    },
    {
      kind: 'COMPARISON',
      label: explain.against.toLowerCase().replaceAll('_', ' '),
      alternatives: over ? [offer({ ...explain, against: over })] : [],
    },
    {
      kind: 'PERIOD',
      label: explain.period ? periodWords(explain.period, setting) : 'the latest complete month',
      alternatives: periodAlternatives(explain.period, context).map(period => offer({ ...explain, period })),
    },
  ]
  if (explain.where)
    chips.push({
      kind: 'FILTER',
      label: queryWords({ metrics: [explain.metric], where: explain.where }, setting),
      alternatives: [],
    })
  return chips
}

/** Times that are usual to ask for, besides the one that was. */
function periodAlternatives(asked: PeriodInput | undefined, { periods }: AskContext) {
  const { today, fiscalYearStart, months } = periods
  const usual = [
    unitSpan('MONTH', today, -1, fiscalYearStart),
    unitSpan('QUARTER', today, -1, fiscalYearStart),
    { from: unitSpan('YEAR', today, 0, fiscalYearStart).from, to: today },
    ...(months ? [spanOfMonths(months.first, months.last)] : []),
    spanOfMonths(monthOfDay(today) - 12, monthOfDay(today) - 1),
  ].map(between)
  const same = JSON.stringify(asked)
  return usual.filter(
    (period, index) =>
      JSON.stringify(period) !== same &&
      usual.findIndex(each => JSON.stringify(each) === JSON.stringify(period)) === index,
  )
}

function withMetric(query: MetricQueryInput, key: string, other: string): MetricQueryInput {
  const swap = <T extends { metric?: string | undefined }>(entry: T): T =>
    entry.metric === key ? { ...entry, metric: other } : entry
  return {
    ...query,
    metrics: [...new Set(query.metrics.map(each => (each === key ? other : each)))],
    ...(query.having ? { having: query.having.map(swap) } : {}),
    ...(query.orderBy ? { orderBy: query.orderBy.map(swap) } : {}),
  }
}

function without(query: MetricQueryInput, field: 'groupBy' | 'where'): MetricQueryInput {
  const { [field]: _, ...rest } = query
  return rest
}
