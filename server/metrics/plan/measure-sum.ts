import { type Exact, exact, over } from '../../analytics/exact.ts'
import type { Measure } from '../catalogue/measure.ts'
import type { Cells } from './cells.ts'
import { unitsOf } from './measure-value.ts'

/**
 * What the rows of a cell add to a measure, in natural units: unlike its value, 0 where no row says anything, and the
 * sum over months for levels (seat-months). The sums of the parts are the sum of the whole.
 */
export const measureSum = (measure: Measure, { grid, setting }: Cells, cell: number): Exact =>
  over(grid.sums(measure.fact).value(measure.slot, cell), exact(unitsOf(measure.scale, setting.digits)))!

/** By how much the sum of a whole is divided to give its level: the months in which it has any row; 1 for flows. */
export const levelMonths = (measure: Measure, { grid }: Cells, cell: number): number =>
  measure.level ? (grid.sums(measure.fact).months(cell)?.count ?? 1) : 1
