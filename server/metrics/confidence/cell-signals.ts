import { combinedSignals } from '../../analytics/confidence/combined-signals.ts'
import { type ConfidenceEstimate, confidence } from '../../analytics/confidence/confidence.ts'
import { type FactHistory, type FactSignals, factSignals } from '../../analytics/confidence/fact-signals.ts'
import { MonthSeries } from '../../analytics/confidence/month-series.ts'
import type { ConfidenceSignals } from '../../analytics/confidence/signals.ts'
import type { Metric } from '../catalogue/catalogue.ts'
import type { FactName } from '../catalogue/facts.ts'
import { matches } from '../filters/row-filter.ts'
import type { Answer } from '../plan/answer.ts'
import type { Cells } from '../plan/cells.ts'
import { appliedRules, factsOf, rowCountOf } from './cell-proof.ts'
import { metricFamily } from './metric-family.ts'
import type { FactPast } from './read-past.ts'

/** Estimates of a table that are kept: a kilobyte each, half of one more with its text. */
const MOST_ESTIMATES = 1024

/** What was worked out about cells. They are of one state of the data; where they are kept (`keptSide`), so is this. */
interface KnownCells {
  readonly facts: Map<FactName, Map<number, FactSignals>>
  readonly estimates: Map<Metric, Map<number, ConfidenceEstimate>>
  count: number
}
const known = new WeakMap<Cells, KnownCells>()

/** What the confidence in the values of an answer goes by. Worked out where it is asked for, and once a cell. */
export class CellSignals {
  readonly #answer: Answer
  readonly #pasts: ReadonlyMap<FactName, FactPast>
  readonly #groups = new Map<Cells, Map<FactName, ReadonlyMap<number, MonthSeries>>>()

  constructor(answer: Answer, pasts: ReadonlyMap<FactName, FactPast>) {
    this.#answer = answer
    this.#pasts = pasts
  }

  /** @param isKnown whether the cell has a value of the metric */
  confidence(metric: Metric, cells: Cells, cell: number, isKnown: () => boolean): ConfidenceEstimate {
    const about = knownOf(cells)
    const estimates = ofKey(about.estimates, metric, () => new Map<number, ConfidenceEstimate>())
    const before = estimates.get(cell)
    if (before) return before
    const estimate = confidence(this.#of(metric, cells, cell, isKnown()))
    if (about.count++ < MOST_ESTIMATES) estimates.set(cell, estimate)
    return estimate
  }

  #of(metric: Metric, cells: Cells, cell: number, known: boolean): ConfidenceSignals {
    const shares = (imputed: boolean): number =>
      Math.max(
        0,
        ...appliedRules(metric, cells, cell)
          .filter(rule => (rule.imputed ?? false) === imputed && rule.code !== 'PERSON_UNRESOLVED')
          .map(rule => Math.min(1, rule.rows / Math.max(1, cells.grid.sums(rule.fact).count('rows', cell)))),
      )
    return combinedSignals(
      factsOf(metric).map(fact => this.#ofFact(fact, cells, cell)),
      {
        family: metricFamily(metric),
        known,
        rows: rowCountOf(metric, cells, cell),
        imputed: shares(true),
        leftOut: shares(false),
        reviews: null,
      },
    )
  }

  #ofFact(fact: FactName, cells: Cells, cell: number): FactSignals {
    const ofFact = ofKey(knownOf(cells).facts, fact, () => new Map<number, FactSignals>())
    return ofKey(ofFact, cell, () => {
      const { windows } = cells.grid
      const history = this.#historyOf(fact, cells, Math.floor(cell / windows.length))
      return factSignals(history, windows[cell % windows.length]!)
    })
  }

  /**
   * The past of a group. The months of what is made of clients are theirs; those of anything else (a person, a project)
   * the rollups do not tell, and it goes by what clients do. All clients together are nobody's peer.
   */
  #historyOf(fact: FactName, cells: Cells, group: number): FactHistory {
    const past = this.#pasts.get(fact)!
    const { plan } = this.#answer
    const grouped = cells.grid.dimensions.length > 0
    const used = [...plan.filterDimensions, ...(grouped ? plan.groupDimensions : [])]
    if (past.isList || used.some(dimension => dimension !== 'CLIENT' && dimension !== 'INDUSTRY'))
      return { ...past, series: null }
    if (used.length === 0) return { ...past, series: past.all(), peers: null }
    return { ...past, series: this.#seriesOf(fact, past, cells, group) }
  }

  #seriesOf(fact: FactName, past: FactPast, cells: Cells, group: number): MonthSeries {
    const { plan } = this.#answer
    // One client a group: its own months, without a look at the thousand others.
    if (
      plan.groupDimensions.length === 1 &&
      plan.groupDimensions[0] === 'CLIENT' &&
      cells.grid.dimensions.length === 1
    ) {
      const client = cells.grid.dimensions[0]!.rawOf(cells.grid.groups.membersOf(group)[0]!)
      const series = matches(this.#answer.filter, () => client) ? past.clients.get(Number(client)) : undefined
      return series ?? new MonthSeries()
    }
    const groups = ofKey(
      ofKey(this.#groups, cells, () => new Map()),
      fact,
      () => this.#bundles(past, cells),
    )
    return groups.get(group) ?? new MonthSeries()
  }

  /** The clients that pass the filter, bundled by group. */
  #bundles({ clients }: FactPast, { grid }: Cells): ReadonlyMap<number, MonthSeries> {
    const { filter } = this.#answer
    const bundles = new Map<number, MonthSeries[]>()
    for (const [id, series] of clients) {
      if (!matches(filter, () => id)) continue
      const group = grid.groups.find(grid.dimensions.map(members => members.numberOf({ client_id: id })))
      if (group !== undefined) ofKey(bundles, group, () => []).push(series)
    }
    return new Map([...bundles].map(([group, bundle]) => [group, MonthSeries.together(bundle)]))
  }
}

function knownOf(cells: Cells): KnownCells {
  let found = known.get(cells)
  if (!found) {
    found = { facts: new Map(), estimates: new Map(), count: 0 }
    known.set(cells, found)
  }
  return found
}

function ofKey<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) {
    value = make()
    map.set(key, value)
  }
  return value
}
