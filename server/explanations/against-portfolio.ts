import { encodeId } from '../access/opaque-id.ts'
import { type Exact, exact } from '../analytics/exact.ts'
import { median } from '../analytics/median.ts'
import { BadInput } from '../errors.ts'
import { withoutFields } from '../metrics/filters/filter-dimensions.ts'
import type { MetricFilter } from '../metrics/metric-query.ts'
import { ask } from '../metrics/plan/ask.ts'
import type { ProvenAnswer } from '../metrics/results/cell-value.ts'
import type { Comparison, ComparisonRequest } from './comparison.ts'
import { isRatio, type MetricShape, shapeValue } from './metric-shape.ts'
import { remainingSide } from './remaining-side.ts'
import { pooledSide, type Side, scaledSide, sideOfAnswer } from './side.ts'
import { sizedSide } from './sized-side.ts'

/** All other clients: for a ratio, of their sums together; for an amount, the mean client. */
export async function againstPortfolio(
  request: ComparisonRequest,
  to: Side,
  answer: ProvenAnswer,
): Promise<Comparison> {
  const { metric, shape } = request
  if (!shape)
    throw new BadInput(
      `Explaining ${metric.definition.key} against the portfolio: it is no ratio of sums`,
      'NOT_EXPLAINED',
    )
  const others = once(() => readOthers(request))
  const baseline = {
    median: async () => median((await others()).values()),
    clientCount: async () => (await others()).count,
  }
  if (isRatio(shape)) {
    const pooled = await pooledOthers(request, shape, to, others)
    if (pooled.value === null) throw noOthers(request, to)
    const words = 'all other clients together'
    const { from, assumptions } = sizedSide(request, pooled, to, words)
    return {
      to,
      from,
      answers: { to: answer, from: null },
      with: words,
      portfolio: { pooled: pooled.value, ...baseline },
      assumptions,
    }
  }
  const { side, count } = await others()
  if (count === 0) throw noOthers(request, to)
  const mean = scaledSide(side(), exact(1, count), null)
  const value = shapeValue(shape, key => mean.measure(key)!)!
  const words = count === 1 ? 'the other client' : `the mean of the other ${count} clients`
  const portfolio = { pooled: value, ...baseline }
  return { to, from: { ...mean, value }, answers: { to: answer, from: null }, with: words, portfolio, assumptions: [] }
}

const noOthers = ({ metric }: ComparisonRequest, { period }: Side): BadInput =>
  new BadInput(
    `Explaining ${metric.definition.key} against the portfolio: it is not defined for the other clients in ${period.label}, as they have no data for it`,
    'NOT_EXPLAINED',
  )

/**
 * The other clients together. For one client they are everything less that client and internal work, which takes no
 * look at each of a thousand clients.
 */
async function pooledOthers(
  request: ComparisonRequest,
  shape: MetricShape,
  to: Side,
  others: () => Promise<Others>,
): Promise<Side> {
  const { open, viewer, metric, query, clientId, input } = request
  if (clientId === null) return (await others()).side()
  const where = withoutClients(input.where)
  const read = async (filter: MetricFilter) =>
    sideOfAnswer(await ask(open, viewer, { ...query, groupBy: [], where: filter }), open.catalogue, metric)
  const [all, internal] = [await read(where), await read({ ...where, clients: ['(none)'] })]
  return remainingSide(all, [to, internal], sums => shapeValue(shape, sums))
}

interface Others {
  readonly count: number
  readonly values: () => Exact[]
  readonly side: () => Side
}

/** The other clients one by one. */
async function readOthers(request: ComparisonRequest): Promise<Others> {
  const { open, viewer, metric, query, shape, input } = request
  const all = await ask(open, viewer, { ...query, groupBy: ['CLIENT'], where: withoutClients(input.where) })
  const everybody = sideOfAnswer(all, open.catalogue, metric)
  const subject = await keysOfSubject(request)
  const others = [...everybody.members].filter(([key]) => key !== '' && !subject.has(key)).map(([, member]) => member)
  return {
    count: others.length,
    values: () => others.flatMap(other => other.value ?? []),
    side: () => pooledSide(everybody, others, sums => shapeValue(shape!, sums)),
  }
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

const withoutClients = (where: MetricFilter | undefined): MetricFilter =>
  withoutFields(where ?? {}, ['clients', 'industries'])

/** Reads once, when it is first needed. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined
  return () => {
    known ??= read()
    return known
  }
}
