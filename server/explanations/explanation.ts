import type { ChangeKind } from '../analytics/difference.ts'
import type { Exact } from '../analytics/exact.ts'
import type { DatasetKind } from '../datasets/dataset.ts'
import type { MetricFilter } from '../metrics/metric-query.ts'
import type { Assumption, Confidence, MetricDefinition, Period, Unit } from '../metrics/metric-table.ts'

/**
 * What a driver is: a measure of the formula; a volume (hours, seats, quantity) or a rate (cost of an hour, of a seat,
 * price) within one; a member of a dimension (a client); or the gap to a target that names no way to it.
 */
export type DriverKind = 'MEASURE' | 'VOLUME' | 'RATE' | 'MEMBER' | 'GAP'

/** The rows that a driver rests on, ready to be asked for. */
export interface RowsBehind {
  readonly datasets: readonly DatasetKind[]
  /** Which facts, as in a metric query. */
  readonly where: MetricFilter
  /** The times compared, the explained one first. */
  readonly periods: readonly Period[]
  /** Number of the snapshot they are read as of; null: now. */
  readonly asOf: number | null
}

/** One term of an explanation. Its children add up to it exactly. */
export interface Driver {
  /** Stable: a measure's key, "hours", a client's id. */
  readonly key: string
  readonly label: string
  readonly kind: DriverKind
  /** NEW: it came, LOST: it went. */
  readonly change: ChangeKind
  /** Of `from` and `to`. */
  readonly unit: Unit
  /** What it was and is; null: it was or is not, or has no value of its own. */
  readonly from: Exact | null
  readonly to: Exact | null
  /** What it adds to the difference, in the unit of the metric. */
  readonly contribution: Exact
  /** The one thing it is mostly about, of quantities invoiced; null: several, or not told apart. */
  readonly item: { readonly label: string; readonly from: Exact; readonly to: Exact } | null
  /** Rows of both sides behind it. */
  readonly rowCount: number
  readonly rows: RowsBehind | null
  readonly children: readonly Driver[]
}

/** A step to take, with what it rests on. */
export interface Recommendation {
  /** right_size_seats, reprice_client, rebalance_hours, collect_invoices, bill_unbilled_seats */
  readonly rule: string
  readonly text: string
  readonly evidence: readonly string[]
  /** Money at stake in the base currency; null: not known, or not for the viewer. */
  readonly amount: number | null
  readonly currency: string | null
}

/** The other clients that a value was compared with. */
export interface PortfolioBaseline {
  /** All of them together, for amounts their mean: the baseline of the explanation. */
  readonly pooled: Exact
  /** The client in the middle of them (of an even number, the mean of two); null where none has a value. */
  readonly median: () => Promise<Exact | null>
  readonly clientCount: () => Promise<number>
}

/** Why a value is what it is: Σ drivers = value − baseline, exactly. */
export interface Explanation {
  readonly metric: MetricDefinition
  readonly currency: string
  readonly period: Period
  /** The time compared with, where it is another one. */
  readonly baselinePeriod: Period | null
  readonly value: Exact
  readonly baseline: Exact
  readonly difference: Exact
  /** difference − Σ drivers: always 0. */
  readonly residual: Exact
  readonly drivers: readonly Driver[]
  readonly portfolio: PortfolioBaseline | null
  readonly sentence: string
  /** Steps to take, most money first. Looked for when asked, as that takes more reading than the drivers. */
  readonly recommend: () => Promise<readonly Recommendation[]>
  readonly confidence: Confidence
  readonly assumptions: readonly Assumption[]
}
