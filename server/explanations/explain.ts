import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Member } from '../access/policy.ts'
import { isPositive, minus, total } from '../analytics/exact.ts'
import type { Metric } from '../metrics/catalogue/catalogue.ts'
import { metricKey } from '../metrics/catalogue/metric-key.ts'
import { visibleMetric } from '../metrics/catalogue/visible-metric.ts'
import type { OpenReading } from '../metrics/plan/open-reading.ts'
import { readInvoicedItems } from '../metrics/plan/read-invoiced-items.ts'
import { readSteadily } from '../metrics/plan/read-steadily.ts'
import { readComparison } from './compared-sides.ts'
import type { Comparison, ComparisonRequest } from './comparison.ts'
import { defaultPeriod } from './default-period.ts'
import { driversByMeasure } from './drivers-by-measure.ts'
import { driversByMember } from './drivers-by-member.ts'
import { driversDimension, partsDimension } from './drivers-dimension.ts'
import { type DriversBy, type ExplainInput, parseExplainInput } from './explain-input.ts'
import type { Driver, Explanation } from './explanation.ts'
import { isRatio, metricShape, ratioOf } from './metric-shape.ts'
import { notExplained } from './not-explained.ts'
import { assumptionsOf, confidenceOf } from './proof.ts'
import { recommend } from './recommendations/recommend.ts'
import { rowsBehind } from './rows/rows-behind.ts'
import type { Side } from './side.ts'
import { volumesOf } from './splits.ts'
import { requireClients, type Subject, subjectOf } from './subject.ts'
import type { Bottom } from './words/reasons.ts'
import { sentence } from './words/sentence.ts'

/**
 * Why a value is what it is, against something: its difference as drivers that add up to it exactly.
 *
 * Drivers: the measures of the formula, each with volume and rate where it has them, by the Owen value; or members of a
 * dimension (clients, where the value is of several of them), each with its measures. Against PORTFOLIO the baseline is
 * the pooled value of all other clients (the mean client, for amounts), and the median client stands beside it.
 *
 * Throws Forbidden (a metric, the budget or staff the viewer may not see), NotFound (the client compared with, a
 * snapshot) and BadInput: as `readMetricTable` does, IMPOSSIBLE_COMPARISON, NO_BUDGET, NO_TARGET, and NOT_EXPLAINED
 * where a side or a mixed state has no value; its message names the metric to ask for instead.
 * @param options.now milliseconds since 1970
 */
export async function explain(
  em: SqlEntityManager,
  viewer: Member,
  input: unknown,
  { now }: { readonly now: number },
): Promise<Explanation> {
  const parsed = parseExplainInput(input)
  const moment = { asOf: parsed.asOf, definitions: 'NOW' } as const
  return await readSteadily(em, viewer, moment, now, open => explained(open, viewer, parsed))
}

async function explained(open: OpenReading, viewer: Member, input: ExplainInput): Promise<Explanation> {
  const { catalogue, reading } = open
  const metric = visibleMetric(catalogue, viewer, metricKey(catalogue, input.metric))
  if (metric.breakdowns.size > 0) throw notExplained.lookingInside(metric)
  if (input.against === 'PORTFOLIO') requireClients(input.where)
  const names = await reading.names({
    clients: true,
    terms: input.where !== undefined,
    people: Boolean(input.where?.staff),
  })
  const subject = subjectOf(input.where, names)
  const by = driversDimension(metric, subject, input)
  const shared = { open, viewer, metric, input, subject }
  const explanation = await explainedBy(shared, by)
  // A single measure without parts is the metric itself: what it is made of says more.
  const other = isWhole(explanation.drivers) && !input.by ? partsDimension(metric, input) : null
  return other === null ? explanation : await explainedBy(shared, other)
}

const isWhole = (drivers: readonly Driver[]): boolean =>
  drivers.length === 1 && drivers[0]!.kind === 'MEASURE' && drivers[0]!.children.length === 0

interface Question {
  readonly open: OpenReading
  readonly viewer: Member
  readonly metric: Metric
  readonly input: ExplainInput
  readonly subject: Subject
}

async function explainedBy({ open, viewer, metric, input, subject }: Question, by: DriversBy): Promise<Explanation> {
  const { catalogue, reading } = open
  const keys = metric.measures.map(({ key }) => key)
  const request: ComparisonRequest = {
    ...{ open, viewer, metric, input },
    clientId: subject.client?.id ?? null,
    shape: metricShape(catalogue, metric),
    query: {
      metrics: [metric.definition.key, ...volumesOf(keys)],
      where: input.where,
      period: input.period ?? (await defaultPeriod(reading, [metric])),
      groupBy: by === 'MEASURE' ? [] : [by],
    },
  }
  const comparison = await readComparison(request)
  const { from, to } = comparison
  if (to.value === null || from.value === null) throw notExplained.noValue(metric, request.shape, comparison)
  const drivers = await driversOf(request, comparison, by)
  const difference = minus(to.value, from.value)
  const told = {
    metric: metric.definition,
    period: to.period,
    value: to.value,
    baseline: from.value,
    difference,
    drivers,
  }
  const baselinePeriod = from.period.from === to.period.from && from.period.to === to.period.to ? null : from.period
  const currency = reading.organization.baseCurrency
  return {
    ...told,
    ...{ currency, baselinePeriod },
    residual: minus(difference, total(drivers.map(({ contribution }) => contribution))),
    portfolio: comparison.portfolio,
    sentence: sentence({
      ...{ ...told, subject, baselinePeriod, currency, with: comparison.with, today: reading.today },
      bottom: bottomOf(request, comparison),
      by,
    }),
    recommend: () => recommend({ open, viewer, metric, where: input.where, subject, period: to.period }),
    confidence: confidenceOf(to, from),
    assumptions: assumptionsOf(to, from, comparison.assumptions),
  }
}

async function driversOf(
  request: ComparisonRequest,
  comparison: Comparison,
  by: DriversBy,
): Promise<readonly Driver[]> {
  const { open, metric, shape, input } = request
  const { from, to } = comparison
  const shared = { catalogue: open.catalogue, metric, from, to }
  const rows = rowsBehind(open, input.where, to.period, from.period)
  if (by !== 'MEASURE') {
    const drivers =
      shape &&
      driversByMember({ ...shared, shape, rowsOf: (measures, member) => rows(measures, { dimension: by, member }) })
    if (!drivers) throw notExplained.mixed(metric)
    return drivers
  }
  if (isGap(metric, from)) {
    const { definition } = metric
    const contribution = minus(to.value!, from.value!)
    return [
      {
        ...{
          key: 'gap',
          label: 'Gap to the target',
          kind: 'GAP',
          change: 'CHANGED',
          unit: definition.unit,
          contribution,
        },
        ...{
          from: from.value,
          to: to.value,
          rowCount: to.proof?.rowCount ?? 0,
          rows: rows(metric.measures.map(({ key }) => key)),
        },
        item: null,
        children: [],
      },
    ]
  }
  const drivers = driversByMeasure({
    ...shared,
    items: await itemsOf(request, comparison),
    rowsOf: measures => rows(measures),
  })
  if (!drivers) throw notExplained.mixed(metric)
  return drivers
}

/** A target that nothing can be scaled to meet has no measures. */
const isGap = (metric: Metric, from: Side): boolean => metric.measures.every(({ key }) => from.measure(key) === null)

async function itemsOf({ open, metric }: ComparisonRequest, { answers, with: other }: Comparison) {
  if (other !== null || !answers.from || !metric.measures.some(({ key }) => key === 'revenue')) return null
  const [from, to] = await Promise.all([
    readInvoicedItems(open.reading, answers.from),
    readInvoicedItems(open.reading, answers.to),
  ])
  return { from, to }
}

/** What measures are told in shares of, when two businesses are compared. */
function bottomOf({ open, shape }: ComparisonRequest, { to, with: other }: Comparison): Bottom | null {
  if (!shape || !isRatio(shape) || other === null) return null
  const [key, more] = [...shape.bottom.factors.keys()]
  const { bottom } = ratioOf(shape, measure => to.measure(measure)!)
  if (!key || more || !isPositive(bottom)) return null
  const label = open.catalogue.find(key)!.definition.name.toLowerCase()
  return { label, amount: bottom, isPct: shape.positive, isTrivial: shape.top.factors.size === 1 }
}
