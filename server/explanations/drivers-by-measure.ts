import { changeKind } from '../analytics/difference.ts'
import type { Exact } from '../analytics/exact.ts'
import { type DriverShare, type DriverTree, MAX_SIBLINGS, owenValues } from '../analytics/owen.ts'
import type { Catalogue, Metric } from '../metrics/catalogue/catalogue.ts'
import { Evaluators } from '../metrics/plan/evaluator.ts'
import type { Driver, RowsBehind } from './explanation.ts'
import type { MeasurePlayer, Player } from './player.ts'
import type { Side } from './side.ts'
import { splitMeasure } from './split-measure.ts'
import { type InvoicedItems, splitRevenue } from './split-revenue.ts'

export interface MeasureDrivers {
  readonly catalogue: Catalogue
  readonly metric: Metric
  readonly from: Side
  readonly to: Side
  /** What was invoiced by line on both sides; null: not told apart. */
  readonly items: { readonly from: InvoicedItems; readonly to: InvoicedItems } | null
  readonly rowsOf: (measures: readonly string[]) => RowsBehind | null
}
/**
 * What each measure of the formula adds to the difference, by the Owen value: measures first, then volume and rate
 * within each. Where a mixed state has no value with the parts of measures, they are left whole; null where it has none
 * even so, or a measure is not known.
 */
export function driversByMeasure(given: MeasureDrivers): Driver[] | null {
  const keys = given.metric.measures.map(({ key }) => key)
  const whole = keys.map(key => wholeMeasure(given, key))
  if (whole.some(player => player === null) || keys.length > MAX_SIBLINGS) return null
  const players = whole.map(player =>
    player!.key === 'revenue' && given.items
      ? splitRevenue(player!, given.items.from, given.items.to)
      : splitMeasure(player!, keys, given.from, given.to),
  )
  return sharedAmong(given, players) ?? sharedAmong(given, whole as MeasurePlayer[])
}

function sharedAmong(given: MeasureDrivers, players: readonly MeasurePlayer[]): Driver[] | null {
  const byKey = new Map(players.map(player => [player.key, player]))
  let isChanged: (key: string) => boolean = () => false
  const evaluators = new Evaluators(given.catalogue, measure => byKey.get(measure.key)!.amount(isChanged))
  const evaluate = evaluators.of(given.metric)
  const trees = players.map(
    ({ key, parts }): DriverTree =>
      parts.length > 0 ? { key, children: parts.map(part => ({ key: part.key })) } : { key },
  )
  const shares = owenValues(trees, changed => {
    isChanged = changed
    // Formulas of measures alone look at no cell.
    return evaluate(undefined as never, 0)
  })
  if (!shares) return null
  const drivers = shares.map((share, index) => driverOf(given, players[index]!, share))
  // A single measure is the metric itself: its parts say more.
  return drivers.length === 1 && drivers[0]!.children.length > 0 ? [...drivers[0]!.children] : drivers
}

function driverOf(given: MeasureDrivers, player: MeasurePlayer, { share, children }: DriverShare): Driver {
  const rows = given.rowsOf([player.key])
  const rowCount = given.from.rows(player.key) + given.to.rows(player.key)
  const driver = ({ key, label, kind, unit, from, to, item = null }: Player, contribution: Exact) => ({
    ...{ key, label, kind, unit, from, to, item, contribution, rowCount, rows },
    change: changeKind(to, from),
  })
  return {
    ...driver(player, share),
    children: children.map((child, index) => ({ ...driver(player.parts[index]!, child.share), children: [] })),
  }
}

function wholeMeasure({ catalogue, from, to }: MeasureDrivers, key: string): MeasurePlayer | null {
  const { name: label, unit } = catalogue.find(key)!.definition
  const [before, after] = [from.measure(key), to.measure(key)]
  if (before === null || after === null) return null
  return {
    ...{ key, label, kind: 'MEASURE', unit, from: before, to: after, parts: [] },
    amount: isChanged => (isChanged(key) ? after : before),
  }
}
