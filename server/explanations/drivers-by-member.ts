import { changeKind } from '../analytics/difference.ts'
import { type Exact, exact, isZero, minus, nearest, none, over, plus, times } from '../analytics/exact.ts'
import { asProducts, productEffects } from '../analytics/product-effects.ts'
import { ratioEffects } from '../analytics/ratio-effects.ts'
import type { Catalogue, Metric } from '../metrics/catalogue/catalogue.ts'
import type { Driver, RowsBehind } from './explanation.ts'
import { type MetricShape, measureEffect, ratioOf } from './metric-shape.ts'
import type { Side, SideMember } from './side.ts'
import { splitWithin } from './splits.ts'

export interface MemberDrivers {
  readonly catalogue: Catalogue
  readonly metric: Metric
  readonly shape: MetricShape
  readonly from: Side
  readonly to: Side
  readonly rowsOf: (measures: readonly string[], member: SideMember) => RowsBehind | null
}

/** What is the same for every member. */
interface Shared extends MemberDrivers {
  readonly measures: readonly string[]
  /** What one more unit of a measure adds. */
  readonly effects: ReadonlyMap<string, Exact>
}

/**
 * What each member (client, product, …) adds to the difference: the change of each of its measures times what a unit
 * of that measure adds (see `ratioEffects`). Those that came or went count with all they have. Within a member: its
 * measures, then volume and rate. Largest first. Null where a side is not defined.
 */
export function driversByMember(given: MemberDrivers): Driver[] | null {
  const { shape, metric, from, to } = given
  const whole = (side: Side) => (key: string) => over(side.sum(key), exact(side.months(key)))!
  const unit = ratioEffects(ratioOf(shape, whole(from)), ratioOf(shape, whole(to)))
  if (!unit) return null
  const measures = metric.measures.map(({ key }) => key)
  const effects = new Map(measures.map(key => [key, measureEffect(shape, unit, key)]))
  const shared: Shared = { ...given, measures, effects }
  const keys = new Set([...from.members.keys(), ...to.members.keys()])
  const drivers = [...keys].map(key => memberDriver(shared, from.members.get(key), to.members.get(key)))
  const sizes = new Map(drivers.map(driver => [driver, Math.abs(nearest(driver.contribution))]))
  return drivers.sort((a, b) => sizes.get(b)! - sizes.get(a)! || (a.label < b.label ? -1 : 1))
}

/** What a member has of a measure on a side, as a part of the whole side's. */
const partOf = (side: Side, member: SideMember | undefined, measure: string): Exact =>
  member ? over(member.sum(measure), exact(side.months(measure)))! : none

function memberDriver(shared: Shared, before: SideMember | undefined, after: SideMember | undefined): Driver {
  const { metric, measures, from, to } = shared
  const member = (after ?? before)!
  const contributions = measures.map(key =>
    times(shared.effects.get(key)!, minus(partOf(to, after, key), partOf(from, before, key))),
  )
  const facts = [...new Map(metric.measures.map(measure => [measure.fact, measure.key])).values()]
  const contribution = contributions.reduce(plus)
  let children: readonly Driver[] | undefined
  return {
    key: member.key ?? '(none)',
    label: member.label,
    kind: 'MEMBER',
    change: !before ? 'NEW' : !after ? 'LOST' : isZero(contribution) ? 'FLAT' : 'CHANGED',
    unit: metric.definition.unit,
    get from() {
      return before?.value ?? null
    },
    get to() {
      return after?.value ?? null
    },
    contribution,
    item: null,
    rowCount: facts.reduce((rows, key) => rows + (before?.rows(key) ?? 0) + (after?.rows(key) ?? 0), 0),
    rows: shared.rowsOf(measures, member),
    // A thousand clients have many: worked out for those that are looked at.
    get children() {
      children ??= measuresOf(shared, before, after, contributions)
      return children
    },
  }
}

function measuresOf(
  shared: Shared,
  before: SideMember | undefined,
  after: SideMember | undefined,
  contributions: readonly Exact[],
): readonly Driver[] {
  const { measures, catalogue, from, to } = shared
  const drivers = measures.map((key, index): Driver => {
    const { name: label, unit } = catalogue.find(key)!.definition
    const [was, is] = [partOf(from, before, key), partOf(to, after, key)]
    return {
      ...{ key, label, kind: 'MEASURE', unit, from: was, to: is, contribution: contributions[index]! },
      change: changeKind(is, was),
      item: null,
      rowCount: (before?.rows(key) ?? 0) + (after?.rows(key) ?? 0),
      rows: shared.rowsOf([key], (after ?? before)!),
      children: factorsOf(shared, key, before, after),
    }
  })
  // A single measure is the metric itself: its parts say more.
  return drivers.length === 1 ? drivers[0]!.children : drivers
}

/** Volume and rate of a measure. */
function factorsOf(
  shared: Shared,
  measure: string,
  before: SideMember | undefined,
  after: SideMember | undefined,
): Driver[] {
  const split = splitWithin(measure, shared.measures)
  if (!split) return []
  const products = asProducts(
    { amount: before?.sum(measure) ?? none, volume: before?.sum(split.volume) ?? none },
    { amount: after?.sum(measure) ?? none, volume: after?.sum(split.volume) ?? none },
  )
  if (!products) return []
  const parts = productEffects(products.from, products.to)
  const effect = shared.effects.get(measure)!
  const factor = (kind: 'VOLUME' | 'RATE', key: string, label: string, unit: Driver['unit']): Driver => {
    const part = kind === 'VOLUME' ? 'volume' : 'rate'
    const [from, to] = [products.from[part], products.to[part]]
    return {
      ...{ key, label, kind, unit, from, to, contribution: times(effect, parts[part]), change: changeKind(to, from) },
      item: null,
      rowCount: (before?.rows(split.volume) ?? 0) + (after?.rows(split.volume) ?? 0),
      rows: shared.rowsOf([measure], (after ?? before)!),
      children: [],
    }
  }
  return [
    factor('VOLUME', split.volumeKey, split.volumeLabel, split.volumeUnit),
    factor('RATE', split.rateKey, split.rateLabel, split.rateUnit),
  ]
}
