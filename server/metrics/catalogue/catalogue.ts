import { BadInput } from '../../errors.ts'
import { type Breakdown, type Expression, functions, inputsOf, partsOf } from '../expressions/expression.ts'
import { invalid, parseExpression } from '../expressions/parse-expression.ts'
import { unitOfExpression } from '../expressions/unit-of-expression.ts'
import { type Dimension, dimensions } from '../metric-query.ts'
import type { MetricDefinition } from '../metric-table.ts'
import { builtInMetrics } from './built-in-metrics.ts'
import { facts } from './facts.ts'
import type { FormulaMetric } from './formula-metric.ts'
import type { Measure } from './measure.ts'
import { measures } from './measures.ts'

/** A metric ready to be planned and evaluated. */
export interface Metric {
  readonly definition: MetricDefinition
  /** Null: it is a measure and read as it is. */
  readonly expression: Expression | null
  /** Every measure it comes down to, in the order the formula names them. */
  readonly measures: readonly Measure[]
  /** Smaller cells that its formula looks into. */
  readonly breakdowns: ReadonlySet<Breakdown>
}

/** Measures, built-in metrics and an organization's own, by key. */
export class Catalogue {
  readonly #formulas: ReadonlyMap<string, FormulaMetric>
  readonly #resolved = new Map<string, Metric>()

  constructor(custom: readonly FormulaMetric[] = []) {
    this.#formulas = new Map([...builtInMetrics, ...custom].map(metric => [metric.key, metric]))
  }

  keys(): string[] {
    return [...measures.keys(), ...this.#formulas.keys()]
  }

  /** The metric of a key; undefined where there is none. Throws BadInput for a formula that does not hold. */
  find(key: string): Metric | undefined {
    return this.#find(key, [])
  }

  #find(key: string, path: readonly string[]): Metric | undefined {
    const known = this.#resolved.get(key)
    if (known) return known
    const measure = measures.get(key)
    const formula = this.#formulas.get(key)
    if (!measure && !formula) return undefined
    if (path.includes(key))
      throw new BadInput(
        `Reading the formula of ${key}: it comes back to itself by ${path.join(', ')}`,
        'INVALID_FORMULA',
      )
    const metric = measure ? metricOfMeasure(measure) : this.#metricOfFormula(formula!, [...path, key])
    this.#resolved.set(key, metric)
    return metric
  }

  #metricOfFormula(given: FormulaMetric, path: readonly string[]): Metric {
    const fail = (found: string) => invalid(given.formula, found)
    const expression = parseExpression(given.formula)
    const inputs = inputsOf(expression)
    const metrics = new Map(
      inputs.map(input => {
        const metric = this.#find(input, path)
        if (!metric) throw fail(`there is no measure or metric "${input}"`)
        return [input, metric]
      }),
    )
    const unit = unitOfExpression(expression, input => metrics.get(input)!.definition.unit, fail)
    const used = [...new Set([...metrics.values()].flatMap(metric => metric.measures))]
    const breakdowns = breakdownsOf(expression, key => metrics.get(key)!.breakdowns, fail)
    const { key, version, name, description, formula, direction, minimumSample, benchmarks, custom } = given
    return {
      definition: {
        key,
        version,
        name,
        description,
        formula,
        inputs,
        unit,
        direction,
        scope: used.some(measure => measure.scope === 'cost:read') ? 'cost:read' : 'data:read',
        dimensions: dimensions.filter(dimension => missingMeasure({ measures: used, breakdowns }, dimension) === null),
        minimumSample,
        benchmarks,
        custom,
      },
      expression,
      measures: used,
      breakdowns,
    }
  }
}

/** Why a metric cannot be grouped or filtered by a dimension ("revenue has no staff"); null: it can. */
export function missingMeasure(metric: Pick<Metric, 'measures' | 'breakdowns'>, dimension: Dimension): string | null {
  const word = dimension.toLowerCase().replace('_', ' ')
  const measure = metric.measures.find(({ fact }) => !facts[fact].dimensions.includes(dimension))
  if (measure) return `${measure.key} has no ${word}`
  if (dimension === 'CLIENT' && metric.breakdowns.has('CLIENTS')) return 'it compares clients with one another'
  if (dimension === 'WEEK' && metric.breakdowns.has('MONTHS')) return 'it is taken over months'
  return null
}

function metricOfMeasure(measure: Measure): Metric {
  const { key, name, description, formula, unit, direction, scope } = measure
  return {
    definition: {
      key,
      version: 1,
      name,
      description,
      formula,
      inputs: [],
      unit,
      direction,
      scope,
      dimensions: dimensions.filter(dimension => facts[measure.fact].dimensions.includes(dimension)),
      minimumSample: 1,
      benchmarks: [],
      custom: false,
    },
    expression: null,
    measures: [measure],
    breakdowns: new Set(),
  }
}

/** The breakdowns of a formula. One inside another ("hhi(growth_pct(revenue))") has no meaning that people share. */
function breakdownsOf(
  expression: Expression,
  ofMetric: (key: string) => ReadonlySet<Breakdown>,
  fail: (found: string) => Error,
): Set<Breakdown> {
  if (expression.kind === 'name') return new Set(ofMetric(expression.key))
  const inner = new Set(partsOf(expression).flatMap(part => [...breakdownsOf(part, ofMetric, fail)]))
  const over = expression.kind === 'call' ? functions[expression.name].over : null
  if (over && inner.size > 0 && expression.kind === 'call')
    throw fail(`${expression.name} cannot be taken of a trend, growth or share`)
  return over ? new Set([...inner, over]) : inner
}
