import { isPositive, nearest, over } from '../analytics/exact.ts'
import type { Assumption } from '../metrics/metric-table.ts'
import type { ComparisonRequest } from './comparison.ts'
import { isRatio, ratioOf } from './metric-shape.ts'
import { type Side, scaledSide } from './side.ts'

/**
 * For a ratio, the other business at the size of this one, so that shares are compared and not sizes: all its measures
 * times the quotient of the bottoms, which leaves the ratio as it is. Swapping the two still negates every driver.
 */
export function sizedSide({ shape, metric }: ComparisonRequest, side: Side, to: Side, words: string) {
  if (!shape || !isRatio(shape) || side.value === null || to.value === null) return { from: side, assumptions: [] }
  const read = (of: Side) => (key: string) => of.measure(key)!
  const [mine, theirs] = [ratioOf(shape, read(to)).bottom, ratioOf(shape, read(side)).bottom]
  const factor = over(mine, theirs)
  if (!factor || !isPositive(factor)) return { from: side, assumptions: [] }
  const bottom = [...shape.bottom.factors.keys()].join(' and ').replaceAll('_', ' ')
  const assumption: Assumption = {
    code: 'SCALED',
    text: `Amounts of ${words} are multiplied by ${nearest(factor).toPrecision(4)}, so that both have the same ${bottom} and ${metric.definition.name.toLowerCase()} is compared, not size`,
    rowCount: 0,
  }
  return { from: scaledSide(side, factor, side.value), assumptions: [assumption] }
}
