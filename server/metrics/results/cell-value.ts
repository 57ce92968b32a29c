import { confidence } from '../../analytics/confidence/confidence.ts'
import { type ChangeKind, changeKind, difference, growth } from '../../analytics/difference.ts'
import { type Exact, nearest, toRational } from '../../analytics/exact.ts'
import { exactText } from '../../analytics/rational.ts'
import type { Metric } from '../catalogue/catalogue.ts'
import { facts } from '../catalogue/facts.ts'
import { assumptionsOf, coverageOf, type DatasetFacts, rowCountOf } from '../confidence/cell-proof.ts'
import type { CellSignals } from '../confidence/cell-signals.ts'
import type { Assumption, Confidence, MetricDefinition, MetricValue } from '../metric-table.ts'
import { isSameSpan, wholeMonthsOf } from '../periods/day-span.ts'
import type { Answer, Place } from '../plan/answer.ts'
import { isMoney, valueText } from './value-text.ts'

/** A table's answer with what its proofs need. */
export interface ProvenAnswer extends Answer {
  readonly datasets: DatasetFacts
  readonly signals: CellSignals
  readonly currency: string
}

const number = (value: Exact | null): number | null => value && nearest(value)

/** One value of a table. What is not asked for is not worked out: text, proof and confidence come when read. */
export class CellValue implements MetricValue {
  readonly status = 'PUBLISHED'
  readonly #answer: ProvenAnswer
  readonly #metric: Metric
  readonly #place: Place
  readonly #cell: number
  #value: Exact | null | undefined
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

  /** The value itself, exact, in natural units. */
  get exactValue(): Exact | null {
    if (this.#value === undefined) this.#value = this.#answer.evaluators.of(this.#metric)(this.#cells, this.#cell)
    return this.#value
  }

  get #exactBaseline(): Exact | null {
    if (this.#baseline === undefined)
      this.#baseline = this.#answer.baseline?.(this.#metric, this.#place, this.#cell) ?? null
    return this.#baseline
  }

  get metric(): MetricDefinition {
    return this.#metric.definition
  }
  get value(): number | null {
    return number(this.exactValue)
  }
  get exact(): string | null {
    return this.exactValue && exactText(toRational(this.exactValue))
  }
  get text(): string {
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
    return this.#answer.baseline ? changeKind(this.exactValue, this.#exactBaseline) : null
  }
  get confidence(): Confidence {
    return confidence(this.#answer.signals.of(this.#metric, this.#cells, this.#cell, this.exactValue !== null))
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
    const { status, coverage, partial, rowCount, assumptions } = this
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
      coverage,
      partial,
      rowCount,
      assumptions,
    }
  }
}
