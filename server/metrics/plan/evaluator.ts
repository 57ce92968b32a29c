import { herfindahl, largestShare } from '../../analytics/concentration.ts'
import { growth } from '../../analytics/difference.ts'
import {
  comparison,
  type Exact,
  exact,
  isPositive,
  isZero,
  minus,
  nearest,
  negated,
  none,
  over,
  plus,
  times,
} from '../../analytics/exact.ts'
import { trend } from '../../analytics/trend.ts'
import type { Catalogue, Metric } from '../catalogue/catalogue.ts'
import type { Measure } from '../catalogue/measure.ts'
import type { Expression } from '../expressions/expression.ts'
import { type Cells, clientCells, completeMonths, sameCell } from './cells.ts'
import {
  type MeasureNumbers,
  type MeasureReader,
  measureNumbers,
  measureReader,
  type measureValue,
} from './measure-value.ts'

/** The value of a metric in a cell: exact, in natural units; null: not known or not defined. */
export type Evaluator = (cells: Cells, cell: number) => Exact | null

/**
 * Formulas as functions over cells. Null goes through every operation: what rests on an unknown is unknown.
 * @param readMeasure where measures come from; budgets put themselves in its place
 */
export class Evaluators {
  readonly #catalogue: Catalogue
  readonly #readMeasure: typeof measureValue | null
  readonly #known = new Map<string, Evaluator>()

  constructor(catalogue: Catalogue, readMeasure: typeof measureValue | null = null) {
    this.#catalogue = catalogue
    this.#readMeasure = readMeasure
  }

  of(metric: Metric): Evaluator {
    const { key } = metric.definition
    const known = this.#known.get(key)
    if (known) return known
    const measure = metric.measures[0]!
    const read = this.#readMeasure
    const evaluator: Evaluator = metric.expression
      ? this.#compile(metric.expression)
      : read
        ? (cells, cell) => read(measure, cells, cell)
        : readerOf(measure)
    this.#known.set(key, evaluator)
    return evaluator
  }

  /** The numbers of a metric in these cells, the nearest doubles. To be asked when all rows are in. */
  numbers(metric: Metric, cells: Cells): MeasureNumbers {
    const measure = metric.measures[0]!
    if (!metric.expression && !this.#readMeasure) return measureNumbers(measure, cells)
    const evaluator = this.of(metric)
    const of = (cell: number): number | null => {
      const value = evaluator(cells, cell)
      return value && nearest(value)
    }
    return { of, decimal: null }
  }

  #compile(expression: Expression): Evaluator {
    switch (expression.kind) {
      case 'number':
        return () => expression.value
      case 'name':
        return this.of(this.#catalogue.find(expression.key)!)
      case 'negation': {
        const inner = this.#compile(expression.of)
        return (cells, cell) => {
          const value = inner(cells, cell)
          return value && negated(value)
        }
      }
      case 'operation':
        return both(operations[expression.operator], this.#compile(expression.left), this.#compile(expression.right))
      case 'call': {
        const [first, second] = expression.inputs.map(input => this.#compile(input))
        return calls[expression.name](first!, second!)
      }
    }
  }
}

/** Most cells that are read one after the other are of one table: its columns are looked up once. */
function readerOf(measure: Measure): Evaluator {
  let known: { readonly cells: Cells; readonly read: MeasureReader } | null = null
  return (cells, cell) => {
    if (known?.cells !== cells) known = { cells, read: measureReader(measure, cells) }
    return known.read(cell)
  }
}

const operations = { '+': plus, '-': minus, '*': times, '/': over } as const

function both(operation: (a: Exact, b: Exact) => Exact | null, left: Evaluator, right: Evaluator): Evaluator {
  return (cells, cell) => {
    const a = left(cells, cell)
    const b = a && right(cells, cell)
    return a && b && operation(a, b)
  }
}

const hundred = exact(100)
const calls: Readonly<
  Record<Extract<Expression, { kind: 'call' }>['name'], (a: Evaluator, b: Evaluator) => Evaluator>
> = {
  pct: (a, b) => both((part, base) => (isPositive(base) ? over(times(part, hundred), base) : null), a, b),
  max: (a, b) => both((x, y) => (comparison(x, y) < 0 ? y : x), a, b),
  min: (a, b) => both((x, y) => (comparison(x, y) > 0 ? y : x), a, b),
  abs: a => (cells, cell) => {
    const value = a(cells, cell)
    return value && (comparison(value, none) < 0 ? negated(value) : value)
  },
  trend_pct: a => (cells, cell) => {
    const values = completeMonths(cells, cell).map(month => a(cells.months!.cells, month) ?? none)
    const first = values.findIndex(value => !isZero(value))
    const last = values.findLastIndex(value => !isZero(value))
    return first < 0 ? null : trend(values.slice(first, last + 1))
  },
  growth_pct: a => (cells, cell) => {
    if (!cells.previous) return null
    const before = cells.previous.cells
    const cellBefore = sameCell(cells.grid, cell, before.grid)
    return growth(a(cells, cell), cellBefore === undefined ? null : a(before, cellBefore))
  },
  largest_share_pct: a => (cells, cell) => ofClients(largestShare, a, cells, cell),
  hhi: a => (cells, cell) => ofClients(herfindahl, a, cells, cell),
}

/** Over the clients whose value is known; null where there is none. */
function ofClients(of: (parts: Exact[]) => Exact | null, a: Evaluator, cells: Cells, cell: number): Exact | null {
  const parts = clientCells(cells, cell).flatMap(client => a(cells.clients!.cells, client) ?? [])
  return parts.length === 0 ? null : of(parts)
}
