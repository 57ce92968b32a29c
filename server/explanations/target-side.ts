import { type Exact, isPositive, isZero, minus, none, over, plus, times } from '../analytics/exact.ts'
import { rationalOfDecimal } from '../analytics/rational.ts'
import { BadInput } from '../errors.ts'
import type { Metric } from '../metrics/catalogue/catalogue.ts'
import type { Assumption, Benchmark } from '../metrics/metric-table.ts'
import type { OpenReading } from '../metrics/plan/open-reading.ts'
import { isRatio, type MetricShape, ratioOf } from './metric-shape.ts'
import { type Side, statedSide } from './side.ts'
import { readTarget } from './targets/read-target.ts'

/**
 * The side that a target is. A target names one number and no way to it, so the measures that could be changed are
 * taken to change alike until it is met: costs where the metric has any, else what stands above the line; what stands
 * below the line stays. Where nothing can be scaled to meet it, the side has no measures and the gap is one driver.
 * Throws BadInput (NO_TARGET) where none is set and no band is published.
 */
export async function targetSide(
  {
    open,
    metric,
    shape,
    clientId,
  }: {
    readonly open: OpenReading
    readonly metric: Metric
    readonly shape: MetricShape | null
    readonly clientId: number | null
  },
  to: Side,
): Promise<{ readonly side: Side; readonly assumptions: readonly Assumption[] }> {
  const { definition } = metric
  const stored = await readTarget(open.reading.db, open.reading.tenant.organizationId, definition.key, clientId)
  const band = stored ? null : bandOf(definition.benchmarks)
  const value = stored ?? (band && nearestOf(band, to.value))
  if (!value)
    throw new BadInput(
      `Explaining ${definition.key} against its target: no target is set; set one with setTarget`,
      'NO_TARGET',
    )
  const assumptions: Assumption[] = band
    ? [
        {
          code: 'BENCHMARK_AS_TARGET',
          text: `No target is set; the published band "${band.label}" stands in (${band.source}, ${band.year})`,
          rowCount: 0,
        },
      ]
    : []
  const scaled = shape && scaledToMeet(shape, to, value)
  if (!scaled) return { side: { ...statedSide(to, () => undefined), value }, assumptions }
  const { measures, factor } = scaled
  const read = (key: string): Exact | undefined => {
    // Only what the formula names: hours and rates of a cost are as free as the cost.
    if (!metric.measures.some(measure => measure.key === key)) return undefined
    const amount = to.measure(key)
    return amount === null ? undefined : measures.includes(key) ? times(amount, factor) : amount
  }
  if (measures.length > 1)
    assumptions.push({
      code: 'TARGET_SHARED',
      text: `The target does not say how to meet it; ${measures.join(' and ').replaceAll('_', ' ')} are taken to change alike`,
      rowCount: 0,
    })
  return { side: { ...statedSide(to, read), value }, assumptions }
}

function scaledToMeet(shape: MetricShape, to: Side, target: Exact): { measures: string[]; factor: Exact } | null {
  const { top, bottom } = shape
  const free = [...top.factors].filter(([key, factor]) => !bottom.factors.has(key) && !isZero(factor))
  const costs = free.filter(([, factor]) => !isPositive(factor))
  const chosen = costs.length > 0 && (costs.length < free.length || isRatio(shape)) ? costs : free
  const read = (key: string) => to.measure(key) ?? none
  const ratio = ratioOf(shape, read)
  const movable = chosen.reduce((sum, [key, factor]) => plus(sum, times(factor, read(key))), none)
  const wanted = minus(times(target, ratio.bottom), minus(ratio.top, movable))
  const factor = over(wanted, movable)
  return factor && (isPositive(factor) || isZero(factor)) ? { measures: chosen.map(([key]) => key), factor } : null
}

const bandOf = (bands: readonly Benchmark[]): Benchmark | null =>
  bands.find(({ label }) => /target/i.test(label)) ?? bands[0] ?? null

/** The end of the band that is nearer; within it, the value itself. */
function nearestOf({ from, to }: Benchmark, value: Exact | null): Exact | null {
  const [low, high] = [from, to].map(end => (end === null ? null : rationalOfDecimal(String(end))))
  if (value === null) return low ?? high ?? null
  if (low && isPositive(minus(low, value))) return low
  if (high && isPositive(minus(value, high))) return high
  return value
}
