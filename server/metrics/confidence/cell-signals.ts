import { combinedSignals } from '../../analytics/confidence/combined-signals.ts'
import { type ConfidenceEstimate, confidence } from '../../analytics/confidence/confidence.ts'
import { type FactHistory, type FactSignals, signalsOfTime } from '../../analytics/confidence/fact-signals.ts'
import { MonthSeries } from '../../analytics/confidence/month-series.ts'
import type { ConfidenceSignals } from '../../analytics/confidence/signals.ts'
import type { Metric } from '../catalogue/catalogue.ts'
import type { FactName } from '../catalogue/facts.ts'
import { matches } from '../filters/row-filter.ts'
import type { Dimension } from '../metric-query.ts'
import type { Answer } from '../plan/answer.ts'
import type { Cells } from '../plan/cells.ts'
import { type AppliedRule, appliedRules, factsOf, rowCountOf } from './cell-proof.ts'
import { metricFamily } from './metric-family.ts'
import type { FactPast } from './read-past.ts'

/** Estimates of a table that are kept: a kilobyte each, half of one more with its text. */
const MOST_ESTIMATES = 1024

/** Estimates of cells. They are of one state of the data; where the cells are kept (`keptSide`), so are these. */
interface KnownEstimates {
  readonly of: Map<Metric, Map<number, ConfidenceEstimate>>
  count: number
}
/**
 * By cells, from the second answer on: most tables are asked for once, and what is kept of those (300 kB a page) outlives
 * the young generation and is collected all the same.
 */
const known = new WeakMap<Cells, KnownEstimates>()
const answered = new WeakSet<Cells>()

/** What the signals of a fact in a window go by: what all groups have in common is worked out once. */
interface TimeSignals {
  readonly of: (series: MonthSeries | null) => FactSignals
  /** Those of groups whose months are not known by themselves, all alike. */
  plain: FactSignals | null
}

/** The signals of one fact in one answer's cells. */
interface FactCells {
  readonly past: FactPast
  readonly windows: (TimeSignals | undefined)[]
  readonly cells: Map<number, FactSignals>
  /** The months of a group; null: they are not known by themselves. */
  readonly seriesOf: ((group: number) => MonthSeries) | null
}

/** What the confidence in the values of an answer goes by. Worked out where it is asked for, and once a cell. */
export class CellSignals {
  readonly #answer: Answer
  readonly #pasts: ReadonlyMap<FactName, FactPast>
  readonly #facts = new Map<Cells, Map<FactName, FactCells>>()
  readonly #kept = new Map<Cells, KnownEstimates | null>()

  constructor(answer: Answer, pasts: ReadonlyMap<FactName, FactPast>) {
    this.#answer = answer
    this.#pasts = pasts
  }

  /** @param isKnown whether the cell has a value of the metric */
  confidence(metric: Metric, cells: Cells, cell: number, isKnown: () => boolean): ConfidenceEstimate {
    const kept = this.#keptOf(cells)
    const estimates = kept && ofKey(kept.of, metric, () => new Map<number, ConfidenceEstimate>())
    const before = estimates?.get(cell)
    if (before) return before
    const estimate = confidence(this.#of(metric, cells, cell, isKnown()))
    if (kept && kept.count++ < MOST_ESTIMATES) estimates?.set(cell, estimate)
    return estimate
  }

  #keptOf(cells: Cells): KnownEstimates | null {
    let found = this.#kept.get(cells)
    if (found === undefined) {
      found = answered.has(cells) ? keptEstimates(cells) : null
      answered.add(cells)
      this.#kept.set(cells, found)
    }
    return found
  }

  #of(metric: Metric, cells: Cells, cell: number, known: boolean): ConfidenceSignals {
    const rules = appliedRules(metric, cells, cell)
    const facts = factsOf(metric)
    const signals = new Array<FactSignals>(facts.length)
    for (let index = 0; index < facts.length; index++) signals[index] = this.#ofFact(facts[index]!, cells, cell)
    return combinedSignals(signals, {
      family: metricFamily(metric),
      known,
      rows: rowCountOf(metric, cells, cell),
      imputed: shareOf(rules, true, cells, cell),
      leftOut: shareOf(rules, false, cells, cell),
      reviews: null,
    })
  }

  #ofFact(fact: FactName, cells: Cells, cell: number): FactSignals {
    const about = this.#factCells(fact, cells)
    const { windows } = cells.grid
    const window = cell % windows.length
    about.windows[window] ??= { of: signalsOfTime(this.#historyOf(about.past, cells), windows[window]!), plain: null }
    const time = about.windows[window]
    if (!about.seriesOf) {
      time.plain ??= time.of(null)
      return time.plain
    }
    let signals = about.cells.get(cell)
    if (!signals) {
      signals = time.of(about.seriesOf(Math.floor(cell / windows.length)))
      about.cells.set(cell, signals)
    }
    return signals
  }

  #factCells(fact: FactName, cells: Cells): FactCells {
    const facts = ofKey(this.#facts, cells, () => new Map<FactName, FactCells>())
    return ofKey(facts, fact, () => {
      const past = this.#pasts.get(fact)!
      return { past, windows: [], cells: new Map(), seriesOf: this.#seriesReader(past, cells) }
    })
  }
  /**
   * The past of a group. The months of what is made of clients are theirs; those of anything else (a person, a project)
   * the rollups do not tell, and it goes by what clients do.
   */
  #seriesReader(past: FactPast, cells: Cells): FactCells['seriesOf'] {
    const { plan, filter } = this.#answer
    const used = this.#usedBy(cells)
    if (past.isList || used.some(dimension => dimension !== 'CLIENT' && dimension !== 'INDUSTRY')) return null
    if (used.length === 0) return () => past.all()
    const [members] = cells.grid.dimensions
    // One client a group: its own months, without a look at the thousand others.
    if (plan.groupDimensions.length === 1 && plan.groupDimensions[0] === 'CLIENT' && cells.grid.dimensions.length === 1)
      return group => {
        const client = members!.rawOf(cells.grid.groups.memberOf(group, 0))
        const series = matches(filter, () => client) ? past.clients.get(Number(client)) : undefined
        return series ?? new MonthSeries()
      }
    let bundles: ReadonlyMap<number, MonthSeries> | null = null
    return group => {
      bundles ??= this.#bundles(past, cells)
      return bundles.get(group) ?? new MonthSeries()
    }
  }

  /** All clients together are nobody's peer. */
  #historyOf(past: FactPast, cells: Cells): Omit<FactHistory, 'series'> {
    return this.#usedBy(cells).length === 0 && !past.isList ? { ...past, peers: null } : past
  }

  #usedBy({ grid }: Cells): readonly Dimension[] {
    const { plan } = this.#answer
    return [...plan.filterDimensions, ...(grid.dimensions.length > 0 ? plan.groupDimensions : [])]
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

/** The largest share of a fact's rows that the value has by a stand-in, or goes without. */
function shareOf(rules: readonly AppliedRule[], imputed: boolean, cells: Cells, cell: number): number {
  let share = 0
  for (const rule of rules) {
    if ((rule.imputed ?? false) !== imputed || rule.code === 'PERSON_UNRESOLVED') continue
    const rows = cells.grid.sums(rule.fact).count('rows', cell)
    share = Math.max(share, Math.min(1, rule.rows / Math.max(1, rows)))
  }
  return share
}

function keptEstimates(cells: Cells): KnownEstimates {
  const found = known.get(cells) ?? { of: new Map(), count: 0 }
  known.set(cells, found)
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
