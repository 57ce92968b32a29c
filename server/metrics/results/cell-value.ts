import { type ChangeKind, changeKind, difference, growth } from '../../analytics/difference.ts'
import { type Exact, nearest, toRational } from '../../analytics/exact.ts'
import { exactText } from '../../analytics/rational.ts'
import type { Metric } from '../catalogue/catalogue.ts'
import { facts } from '../catalogue/facts.ts'
import { assumptionsOf, coverageOf, type DatasetFacts, rowCountOf } from '../confidence/cell-proof.ts'
import type { CellSignals } from '../confidence/cell-signals.ts'
import type { Assumption, Confidence, MetricDefinition, MetricValue } from '../metric-table.ts'
import { previousSpan } from '../periods/baseline-span.ts'
import { type DaySpan, isSameSpan, wholeMonthsOf } from '../periods/day-span.ts'
import type { Answer, Place } from '../plan/answer.ts'
import type { MeasureNumbers } from '../plan/measure-value.ts'
import type { ReviewedValue } from '../reviews/result-reviews.ts'
import { reviewedCells } from '../reviews/reviewed-cells.ts'
import { isMoney, valueText } from './value-text.ts'

/** A table's answer with what its proofs need. */
export interface ProvenAnswer extends Answer {
  readonly datasets: DatasetFacts
  readonly signals: CellSignals
  readonly currency: string
}

const number = (value: Exact | null): number | null => value && nearest(value)
const textOf = (value: Exact | null): string | null => value && exactText(toRational(value))

/**
 * The numbers that the table's cells show of a metric. Values are made only of those that a decision may change: a table
 * of numbers has tens of thousands.
 */
export function shownNumbers(answer: ProvenAnswer, metric: Metric): MeasureNumbers {
  const { of, decimal } = answer.evaluators.numbers(metric, answer.side.table)
  const reviewed = reviewedCells(answer, metric)
  if (!reviewed) return { of, decimal }
  return {
    of: cell => (reviewed[cell] === 1 ? new CellValue(answer, metric, 'table', cell).value : of(cell)),
    decimal: decimal && { ...decimal, of: cell => (reviewed[cell] === 1 ? Number.NaN : decimal.of(cell)) },
  }
}

/** One value of a table. What is not asked for is not worked out: text, proof and confidence come when read. */
export class CellValue implements MetricValue {
  readonly #answer: ProvenAnswer
  readonly #metric: Metric
  readonly #place: Place
  readonly #cell: number
  #computed: Exact | null | undefined
  #reviewed: ReviewedValue | undefined
  #baseline: Exact | null | undefined

  constructor(answer: ProvenAnswer, metric: Metric, place: Place, cell: number) {
    this.#answer = answer
    this.#metric = metric
    this.#place = place
    this.#cell = cell
  }

  get #cells() {
    return this.#answer.side[this.#place]
  }

  /** What the data says, whoever looks. */
  get #exactComputed(): Exact | null {
    if (this.#computed === undefined) this.#computed = this.#answer.evaluators.of(this.#metric)(this.#cells, this.#cell)
    return this.#computed
  }

  get #review(): ReviewedValue {
    this.#reviewed ??= this.#reviewOf(this.#exactComputed, this.#cells.grid.windows)
    return this.#reviewed
  }

  #reviewOf(value: Exact | null, windows: readonly DaySpan[]): ReviewedValue {
    const { reviews, subjects } = this.#answer
    if (reviews.empty) return { status: 'PUBLISHED', value, taskId: null, withheld: false }
    const window = windows[this.#cell % windows.length]!
    const subject = subjects.of(this.#place, this.#cell)
    const before = this.#metric.breakdowns.has('PREVIOUS') ? previousSpan(window) : null
    return reviews.shown(this.#metric, subject, window, value, before)
  }

  /** The value as the viewer is shown it, exact, in natural units. */
  get exactValue(): Exact | null {
    return this.#review.value
  }

  /** What the data says; null for those who are not shown it. */
  get exactComputedValue(): Exact | null {
    return this.withheld ? null : this.#exactComputed
  }

  /** Whether the viewer is not shown what the data says. */
  get withheld(): boolean {
    return this.#review.withheld
  }

  get status(): MetricValue['status'] {
    return this.#review.status
  }
  get reviewTask(): number | null {
    return this.#review.taskId
  }
  get computed(): number | null {
    return number(this.exactComputedValue)
  }
  get computedExact(): string | null {
    return textOf(this.exactComputedValue)
  }

  get #exactBaseline(): Exact | null {
    if (this.#baseline === undefined) {
      const { baseline, comparedWindows } = this.#answer
      const value = baseline?.(this.#metric, this.#place, this.#cell) ?? null
      this.#baseline = comparedWindows ? this.#reviewOf(value, comparedWindows[this.#place]).value : value
    }
    return this.#baseline
  }

  get metric(): MetricDefinition {
    return this.#metric.definition
  }
  get value(): number | null {
    return number(this.exactValue)
  }
  get exact(): string | null {
    return textOf(this.exactValue)
  }
  get text(): string {
    if (this.status === 'REJECTED') return 'rejected'
    if (this.status === 'PENDING_REVIEW' && this.withheld) return 'pending review'
    return valueText(this.exactValue, this.metric.unit, this.#answer.currency)
  }
  get currency(): string | null {
    return isMoney(this.metric.unit) ? this.#answer.currency : null
  }
  get baseline(): number | null {
    return number(this.#exactBaseline)
  }
  get change(): number | null {
    return number(difference(this.exactValue, this.#exactBaseline))
  }
  get changePct(): number | null {
    return number(growth(this.exactValue, this.#exactBaseline))
  }
  get changeKind(): ChangeKind | null {
    if (!this.#answer.baseline) return null
    const unknown = this.exactValue === null && this.status !== 'PUBLISHED'
    return unknown ? 'UNDEFINED' : changeKind(this.exactValue, this.#exactBaseline)
  }
  get confidence(): Confidence {
    const isKnown = () => this.#exactComputed !== null
    return this.#answer.signals.confidence(this.#metric, this.#cells, this.#cell, isKnown)
  }
  get coverage(): number {
    return coverageOf(this.#metric, this.#cells, this.#cell, this.#answer.datasets)
  }
  get rowCount(): number {
    return rowCountOf(this.#metric, this.#cells, this.#cell)
  }
  get assumptions(): readonly Assumption[] {
    return assumptionsOf(this.#metric, this.#cells, this.#cell)
  }

  /** The time is not over, is a cut step of its series, or cuts a month that a fact knows only whole. */
  get partial(): boolean {
    const { grid, setting } = this.#cells
    const index = this.#cell % grid.windows.length
    const window = grid.windows[index]!
    if (window.to >= setting.today) return true
    if (this.#place === 'table' && this.#answer.buckets[index]?.cut) return true
    return this.#metric.measures.some(({ fact }) => facts[fact].monthly) && !isSameSpan(window, wholeMonthsOf(window))
  }

  /** All of it, worked out: what JSON.stringify sees. */
  toJSON(): MetricValue {
    const { metric, value, exact, text, currency, baseline, change, changePct, changeKind, confidence } = this
    const { computed, computedExact, reviewTask, status, coverage, partial, rowCount, assumptions } = this
    const compared = { baseline, change, changePct, changeKind }
    return {
      metric,
      value,
      exact,
      text,
      currency,
      ...compared,
      confidence,
      status,
      computed,
      computedExact,
      reviewTask,
      coverage,
      partial,
      rowCount,
      assumptions,
    }
  }
}
