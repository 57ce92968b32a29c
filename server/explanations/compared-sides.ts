import { decodeId, encodeId } from '../access/opaque-id.ts'
import { type Member, may } from '../access/policy.ts'
import { isoOfDay } from '../analytics/calendar.ts'
import { type Exact, exact, isPositive, nearest, over } from '../analytics/exact.ts'
import { median } from '../analytics/median.ts'
import { BUDGET_MEASURES } from '../datasets/budgets.ts'
import { BadInput, Forbidden, NotFound } from '../errors.ts'
import type { Metric } from '../metrics/catalogue/catalogue.ts'
import { withoutFields } from '../metrics/filters/filter-dimensions.ts'
import type { MetricFilter, MetricQueryInput } from '../metrics/metric-query.ts'
import type { Assumption } from '../metrics/metric-table.ts'
import { previousSpan, spanOneYearBefore } from '../metrics/periods/baseline-span.ts'
import { ask } from '../metrics/plan/ask.ts'
import type { OpenReading } from '../metrics/plan/open-reading.ts'
import type { ProvenAnswer } from '../metrics/results/cell-value.ts'
import type { ExplainInput } from './explain-input.ts'
import type { PortfolioBaseline } from './explanation.ts'
import { isRatio, type MetricShape, ratioOf, shapeValue } from './metric-shape.ts'
import { pooledSide, type Side, scaledSide, sideOfAnswer, statedSide } from './side.ts'
import { targetSide } from './target-side.ts'

export interface Comparison {
  readonly to: Side
  readonly from: Side
  readonly answers: { readonly to: ProvenAnswer; readonly from: ProvenAnswer | null }
  /** With what, as words in a sentence: "Bright Law", "the budget"; null: another time. */
  readonly with: string | null
  readonly portfolio: PortfolioBaseline | null
  readonly assumptions: readonly Assumption[]
}

export interface ComparisonRequest {
  readonly open: OpenReading
  readonly viewer: Member
  readonly metric: Metric
  readonly shape: MetricShape | null
  readonly input: ExplainInput
  /** The one client it is about; null: several. */
  readonly clientId: number | null
  /** What to read of each side; the period is resolved. */
  readonly query: MetricQueryInput
}

const plain = { with: null, portfolio: null, assumptions: [] } as const

/** Reads both sides of a comparison. Throws as `explain` says. */
export async function readComparison(request: ComparisonRequest): Promise<Comparison> {
  const { open, viewer, metric, query, input } = request
  const answer = await ask(open, viewer, query)
  const to = sideOfAnswer(answer, open.catalogue, metric)
  switch (input.against) {
    case 'PREVIOUS_PERIOD':
    case 'SAME_PERIOD_LAST_YEAR': {
      const span = input.against === 'PREVIOUS_PERIOD' ? previousSpan(answer.period) : spanOneYearBefore(answer.period)
      const between = { from: isoOfDay(span.from), to: isoOfDay(span.to) }
      const before = await ask(open, viewer, { ...query, period: { between } })
      const from = sideOfAnswer(before, open.catalogue, metric)
      return { ...plain, to, from, answers: { to: answer, from: before } }
    }
    case 'CLIENT':
      return await againstClient(request, to, answer)
    case 'PORTFOLIO':
      return await againstPortfolio(request, to, answer)
    case 'BUDGET': {
      const from = await budgetSide(request, to)
      return { ...plain, to, from, answers: { to: answer, from: null }, with: 'the budget' }
    }
    case 'TARGET': {
      const { side: from, assumptions } = await targetSide(request, to)
      return { ...plain, to, from, answers: { to: answer, from: null }, with: 'the target', assumptions }
    }
  }
}

async function againstClient(request: ComparisonRequest, to: Side, answer: ProvenAnswer): Promise<Comparison> {
  const { open, viewer, metric, query, input } = request
  const { organizationId } = viewer
  const id = Number(decodeId(input.clientId!, 'Client', organizationId)?.[0] ?? Number.NaN)
  const client = (await open.reading.clients()).get(id)
  if (!client)
    throw new NotFound(
      `Explaining ${metric.definition.key} against another client: there is no client "${input.clientId}"`,
    )
  const where: MetricFilter = {
    ...withoutFields(input.where ?? {}, ['clients', 'industries']),
    clients: [input.clientId!],
  }
  const other = await ask(open, viewer, { ...query, where })
  const side = sideOfAnswer(other, open.catalogue, metric)
  const { from, assumptions } = sized(request, side, to, client.name)
  return { ...plain, to, from, answers: { to: answer, from: other }, with: client.name, assumptions }
}

/**
 * All other clients: for a ratio, of their sums together; for an amount, the mean client. The median client's value is
 * told beside it, as it has no sums to compare by.
 */
async function againstPortfolio(request: ComparisonRequest, to: Side, answer: ProvenAnswer): Promise<Comparison> {
  const { open, viewer, metric, query, shape } = request
  const { key } = metric.definition
  if (!shape) throw new BadInput(`Explaining ${key} against the portfolio: it is no ratio of sums`, 'NOT_EXPLAINED')
  const everywhere = withoutFields(request.input.where ?? {}, ['clients', 'industries'])
  const all = await ask(open, viewer, { ...query, groupBy: ['CLIENT'], where: everywhere })
  const subject = await keysOfSubject(request)
  const everybody = sideOfAnswer(all, open.catalogue, metric)
  const others = [...everybody.members]
    .filter(([member]) => member !== '' && !subject.has(member))
    .map(([, side]) => side)
  if (others.length === 0)
    throw new BadInput(
      `Explaining ${key} against the portfolio: there is no other client with data in ${to.period.label}`,
      'NOT_EXPLAINED',
    )
  const pooled = pooledSide(everybody, others, read => shapeValue(shape, read))
  const middle = () => median(others.flatMap(other => other.value ?? []))
  const words = others.length === 1 ? 'the other client' : `the other ${others.length} clients together`
  if (isRatio(shape)) {
    const { from, assumptions } = sized(request, pooled, to, words)
    const portfolio = { pooled: from.value!, median: middle, clientCount: others.length }
    return { to, from, answers: { to: answer, from: null }, with: words, portfolio, assumptions }
  }
  const mean = scaledSide(pooled, exact(1, others.length), null)
  const from = { ...mean, value: shapeValue(shape, key => mean.measure(key)!) }
  const portfolio = { pooled: from.value!, median: middle, clientCount: others.length }
  const meanWords = others.length === 1 ? 'the other client' : `the mean of the other ${others.length} clients`
  return { to, from, answers: { to: answer, from: null }, with: meanWords, portfolio, assumptions: [] }
}

/** The clients that the question is about, by their keys. */
async function keysOfSubject({
  open,
  viewer,
  metric,
  query,
  clientId,
}: ComparisonRequest): Promise<ReadonlySet<string>> {
  if (clientId !== null) return new Set([encodeId('Client', viewer.organizationId, clientId)])
  const own = await ask(open, viewer, { ...query, groupBy: ['CLIENT'] })
  return new Set(sideOfAnswer(own, open.catalogue, metric).members.keys())
}

/**
 * For a ratio, the other business at the size of this one, so that shares are compared and not sizes: all its measures
 * times the quotient of the bottoms, which leaves the ratio as it is. Swapping the two still negates every driver.
 */
function sized({ shape, metric }: ComparisonRequest, side: Side, to: Side, words: string) {
  if (!shape || !isRatio(shape) || side.value === null || to.value === null) return { from: side, assumptions: [] }
  const read = (of: Side) => (key: string) => of.measure(key)!
  const [mine, theirs] = [ratioOf(shape, read(to)).bottom, ratioOf(shape, read(side)).bottom]
  const factor = over(mine, theirs)
  if (!factor || !isPositive(factor)) return { from: side, assumptions: [] }
  const bottom = [...shape.bottom.factors.keys()].join(' and ').replaceAll('_', ' ')
  const assumption: Assumption = {
    code: 'SCALED',
    text: `Amounts of ${words} are multiplied by ${nearest(factor).toPrecision(4)}, so that both have the same ${bottom} and ${metric.definition.name.toLowerCase()} is compared, not size`,
    rowCount: 0,
  }
  return { from: scaledSide(side, factor, side.value), assumptions: [assumption] }
}

/** What was planned for each measure of the formula. */
async function budgetSide({ open, viewer, metric, shape, query }: ComparisonRequest, to: Side): Promise<Side> {
  const { key } = metric.definition
  if (!may(viewer, 'cost:read'))
    throw new Forbidden(`Explaining ${key} against the budget: it needs cost:read, which you do not have`)
  const measures = metric.measures.map(measure => measure.key)
  const without = measures.find(measure => !BUDGET_MEASURES.some(planned => planned === measure))
  if (without || !shape)
    throw new BadInput(
      `Explaining ${key} against the budget: there are budgets for ${BUDGET_MEASURES.join(', ')} only${without ? `, not for ${without}` : ''}`,
      'IMPOSSIBLE_COMPARISON',
    )
  const answer = await ask(open, viewer, { ...query, metrics: measures, groupBy: [], compareTo: 'BUDGET' })
  const amounts = new Map<string, Exact>()
  for (const measure of measures) {
    const amount = answer.baseline!(open.catalogue.find(measure)!, 'total', 0)
    if (amount === null)
      throw new BadInput(
        `Explaining ${key} against the budget: nothing is budgeted for ${measure} in ${to.period.label}; upload a budget for it`,
        'NO_BUDGET',
      )
    amounts.set(measure, amount)
  }
  const read = (measure: string) => amounts.get(measure)!
  return { ...statedSide(to, read), value: shapeValue(shape, read) }
}
