import { type Exact, exact, none, over } from '../../analytics/exact.ts'
import { facts } from '../catalogue/facts.ts'
import type { Measure, Scale } from '../catalogue/measure.ts'
import { wholeMonthsOf } from '../periods/day-span.ts'
import type { Cells, Setting } from './cells.ts'

/**
 * A measure in natural units. Without rows it is 0 where the dataset covers the time and null before its first day;
 * where no row says anything of it, it is null.
 */
export function measureValue(measure: Measure, { grid, setting }: Cells, cell: number): Exact | null {
  const sums = grid.sums(measure.fact)
  const rows = sums.count('rows', cell)
  if (rows === 0) return isCovered(measure, setting, grid.windows[cell % grid.windows.length]!) ? none : null
  const value = sums.value(measure.slot, cell)
  if (measure.isUnknown?.(slot => sums.count(slot, cell))) return null
  const months = measure.level ? (sums.months(cell)?.count ?? 1) : 1
  return over(value, exact(months * unitsOf(measure.scale, setting.digits)))
}

export function isCovered(measure: Measure, setting: Setting, window: { from: number; to: number }): boolean {
  const first = setting.firstDay.get(measure.fact) ?? null
  return (
    window.from <= window.to &&
    first !== null &&
    first <= (facts[measure.fact].monthly ? wholeMonthsOf(window) : window).to
  )
}

/** How many whole units make a natural one. */
export function unitsOf(scale: Scale, digits: number): number {
  switch (scale) {
    case 'MINOR':
      return 10 ** digits
    case 'HUNDREDTHS':
      return 100
    case 'WORK':
      return 100 * 10 ** digits
    case 'TWELFTHS':
      return 12 * 10 ** digits
    case 'FIFTHS':
      return 500
    case 'ONES':
      return 1
  }
}
