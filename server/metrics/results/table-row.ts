import type { Metric } from '../catalogue/catalogue.ts'
import type { Dimension } from '../metric-query.ts'
import type { DimensionValue, MetricRow } from '../metric-table.ts'
import type { DimensionMember } from '../names/member.ts'
import { isTimeDimension } from '../periods/time-buckets.ts'
import { CellValue, type ProvenAnswer } from './cell-value.ts'

/** A row while it is ordered and selected: its cell, and a value for every metric of the plan. */
export class TableRow implements MetricRow {
  readonly cell: number
  readonly #answer: ProvenAnswer
  // Made when there is a value to hold: a table of numbers has none, and tens of thousands of rows.
  #known: Map<Metric, CellValue> | null = null

  constructor(answer: ProvenAnswer, cell: number) {
    this.#answer = answer
    this.cell = cell
  }

  valueOf(metric: Metric): CellValue {
    this.#known ??= new Map()
    let value = this.#known.get(metric)
    if (!value) {
      value = new CellValue(this.#answer, metric, 'table', this.cell)
      this.#known.set(metric, value)
    }
    return value
  }

  /** Who or what the row is of a dimension. */
  member(dimension: Dimension): DimensionMember {
    const { plan, buckets, side, members } = this.#answer
    if (isTimeDimension(dimension)) {
      const key = buckets[this.cell % buckets.length]!.keys[plan.timeDimensions.indexOf(dimension)]!
      return { key, label: key, sort: key }
    }
    const group = Math.floor(this.cell / buckets.length)
    const number = side.table.grid.groups.memberOf(group, plan.groupDimensions.indexOf(dimension))
    return members.get(dimension)!.all[number]!
  }

  get dimensions(): readonly DimensionValue[] {
    return this.#answer.plan.query.groupBy.map(dimension => {
      const { key, label } = this.member(dimension)
      return { dimension, key, label }
    })
  }

  /** The keys of its dimensions, a bar between them: the same row has the same key in every answer. */
  get key(): string {
    return keyOfRow(this.dimensions)
  }

  get values(): readonly CellValue[] {
    return this.#answer.plan.shown.map(metric => this.valueOf(metric))
  }

  toJSON(): MetricRow {
    return { key: this.key, dimensions: this.dimensions, values: this.values }
  }
}

/** A blank is nothing between the bars; a bar in a key is doubled. */
const keyOfRow = (dimensions: readonly DimensionValue[]): string =>
  dimensions.map(({ key }) => key?.replaceAll('|', '||') ?? '').join('|')

/**
 * The rows before any condition: every group with a fact in the period (or in the time or budget it is compared with),
 * over all steps of the series. A question without groups has its one row or series, whether or not there are facts.
 */
export const rowCount = ({ side, buckets }: ProvenAnswer): number => side.table.grid.groups.count * buckets.length

export const allRows = (answer: ProvenAnswer): TableRow[] =>
  Array.from({ length: rowCount(answer) }, (_, cell) => new TableRow(answer, cell))

/** The row of all together, worked out from the measures. */
export function totalsRow(answer: ProvenAnswer): MetricRow {
  const values = answer.plan.shown.map(metric => new CellValue(answer, metric, 'total', 0))
  return { key: 'total', dimensions: [], values }
}
