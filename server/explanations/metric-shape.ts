import { type Exact, exact, isPositive, isZero, none, over, plus, times } from '../analytics/exact.ts'
import type { Ratio } from '../analytics/ratio-effects.ts'
import type { Catalogue, Metric } from '../metrics/catalogue/catalogue.ts'
import { type Expression, partsOf } from '../metrics/expressions/expression.ts'

/** A sum of measures with factors, and a constant. */
interface Linear {
  readonly factors: ReadonlyMap<string, Exact>
  readonly constant: Exact
}

/** A metric that is one sum of measures over another, as most are; of plain sums the bottom is 1. */
export interface MetricShape {
  readonly top: Linear
  readonly bottom: Linear
  /** The bottom must be above 0, as of percentages. */
  readonly positive: boolean
}

export const isRatio = ({ bottom }: MetricShape): boolean => bottom.factors.size > 0

/** The shape of a metric; null where it is no ratio of sums (a trend, a maximum, a product of measures). */
export function metricShape(catalogue: Catalogue, metric: Metric): MetricShape | null {
  const linearOf = (expression: Expression): Linear | null => {
    switch (expression.kind) {
      case 'number':
        return { factors: new Map(), constant: expression.value }
      case 'name': {
        const named = catalogue.find(expression.key)!
        return named.expression
          ? linearOf(named.expression)
          : { factors: new Map([[expression.key, exact(1)]]), constant: none }
      }
      case 'negation':
        return scaled(linearOf(expression.of), exact(-1))
      case 'operation':
        return combined(expression.operator, linearOf(expression.left), linearOf(expression.right))
      case 'call':
        return null
    }
  }
  const shapeOf = (expression: Expression): MetricShape | null => {
    const sum = linearOf(expression)
    if (sum) return { top: sum, bottom: one, positive: false }
    if (expression.kind === 'name') return shapeOf(catalogue.find(expression.key)!.expression!)
    const isPct = expression.kind === 'call' && expression.name === 'pct'
    const isQuotient = expression.kind === 'operation' && expression.operator === '/'
    if (!isPct && !isQuotient) return null
    const [top, bottom] = partsOf(expression).map(linearOf)
    if (!top || !bottom) return null
    return { top: isPct ? scaled(top, exact(100))! : top, bottom, positive: isPct }
  }
  return shapeOf(metric.expression ?? { kind: 'name', key: metric.definition.key, at: 0 })
}

const one: Linear = { factors: new Map(), constant: exact(1) }

const scaled = (sum: Linear | null, by: Exact): Linear | null =>
  sum && {
    factors: new Map([...sum.factors].map(([key, factor]) => [key, times(factor, by)])),
    constant: times(sum.constant, by),
  }

function combined(operator: '+' | '-' | '*' | '/', left: Linear | null, right: Linear | null): Linear | null {
  if (!left || !right) return null
  switch (operator) {
    case '+':
    case '-': {
      const added = operator === '+' ? right : scaled(right, exact(-1))!
      const factors = new Map(left.factors)
      for (const [key, factor] of added.factors) factors.set(key, plus(factors.get(key) ?? none, factor))
      return { factors, constant: plus(left.constant, added.constant) }
    }
    case '*':
      if (right.factors.size === 0) return scaled(left, right.constant)
      return left.factors.size === 0 ? scaled(right, left.constant) : null
    case '/':
      return right.factors.size === 0 && !isZero(right.constant) ? scaled(left, over(exact(1), right.constant)!) : null
  }
}

/** Both sums, from the measures. */
export function ratioOf({ top, bottom }: MetricShape, read: (measure: string) => Exact): Ratio {
  const sum = ({ factors, constant }: Linear): Exact => {
    let value = constant
    for (const [key, factor] of factors) value = plus(value, times(factor, read(key)))
    return value
  }
  return { top: sum(top), bottom: sum(bottom) }
}

/** The value of a shape; null where it is not defined. */
export function shapeValue(shape: MetricShape, read: (measure: string) => Exact): Exact | null {
  const { top, bottom } = ratioOf(shape, read)
  return shape.positive && !isPositive(bottom) ? null : over(top, bottom)
}

/** What one more unit of a measure adds, when a unit of the top and of the bottom add this much. */
export const measureEffect = (
  { top, bottom }: MetricShape,
  { perTop, perBottom }: { readonly perTop: Exact; readonly perBottom: Exact },
  measure: string,
): Exact => plus(times(perTop, top.factors.get(measure) ?? none), times(perBottom, bottom.factors.get(measure) ?? none))
