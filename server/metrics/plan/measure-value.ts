import { type Exact, exact, nearest, none, over } from '../../analytics/exact.ts'
import { facts } from '../catalogue/facts.ts'
import type { Measure, Scale } from '../catalogue/measure.ts'
import { type DaySpan, wholeMonthsOf } from '../periods/day-span.ts'
import type { Cells, Setting } from './cells.ts'

/** A measure in the cells it was made for. */
export type MeasureReader = (cell: number) => Exact | null

/**
 * A measure in natural units. Without rows it is 0 where the dataset covers the time and null before its first day;
 * where no row says anything of it, it is null. To be made when all rows are in: it looks its columns up once.
 */
export function measureReader(measure: Measure, cells: Cells): MeasureReader {
  const { grid, setting } = cells
  const sums = grid.sums(measure.fact)
  const [rows, slot, whole] = [sums.column('rows'), sums.column(measure.slot), sums.isWhole(measure.slot)]
  const covered = coverOf(measure, setting, grid.windows)
  const isUnknown = unknownReader(measure, cells)
  const units = unitsOf(measure.scale, setting.digits)
  const width = grid.windows.length
  return cell => {
    if ((rows?.[cell] ?? 0) === 0) return covered(cell % width) ? none : null
    if (isUnknown(cell)) return null
    const divisor = measure.level ? (sums.monthCount(cell) || 1) * units : units
    const value = whole ? exact(slot?.[cell] ?? 0) : sums.value(measure.slot, cell)
    return divisor === 1 ? value : over(value, exact(divisor))
  }
}

/** Whether nothing is known of a measure in a cell with rows. */
function unknownReader({ fact, unknown }: Measure, { grid }: Cells): (cell: number) => boolean {
  const sums = grid.sums(fact)
  const silent = unknown && sums.column(unknown.slot)
  if (!silent) return () => false
  let at = 0
  const count = (name: string) => sums.count(name, at)
  return cell => {
    if ((silent[cell] ?? 0) === 0) return false
    at = cell
    return unknown.is(count)
  }
}

export const measureValue = (measure: Measure, cells: Cells, cell: number): Exact | null =>
  measureReader(measure, cells)(cell)

/** Whether a fact's dataset covers a window, each looked up once. */
function coverOf(measure: Measure, setting: Setting, windows: readonly DaySpan[]): (window: number) => boolean {
  const known: boolean[] = []
  return window => {
    known[window] ??= isCovered(measure, setting, windows[window]!)
    return known[window]
  }
}

/** The numbers of a measure, without a fraction in between where they are plain sums. */
export interface MeasureNumbers {
  /** The nearest double; null: not known or not defined. */
  readonly of: (cell: number) => number | null
  /** The same as a whole number ÷ 10^places, where it is one by its sum; else NaN. Null: it never is. */
  readonly decimal: { readonly of: (cell: number) => number; readonly places: number } | null
}

/** To be made when all rows are in. n ÷ d of whole doubles is rounded once, as `nearest` of the fraction is. */
export function measureNumbers(measure: Measure, cells: Cells): MeasureNumbers {
  const read = measureReader(measure, cells)
  const sums = cells.grid.sums(measure.fact)
  const [rows, slot] = [sums.column('rows'), sums.column(measure.slot)]
  const exactly = (cell: number): number | null => {
    const value = read(cell)
    return value && nearest(value)
  }
  if (!rows || !slot || measure.level || !sums.isWhole(measure.slot)) return { of: exactly, decimal: null }
  const isUnknown = unknownReader(measure, cells)
  const units = unitsOf(measure.scale, cells.setting.digits)
  const { factor, divisor, places } = decimalOf(measure.scale, cells.setting.digits)
  return {
    of: cell => {
      const whole = slot[cell] ?? 0
      if ((rows[cell] ?? 0) === 0 || !Number.isSafeInteger(whole)) return exactly(cell)
      return isUnknown(cell) ? null : whole / units + 0
    },
    decimal: {
      places,
      of: cell => {
        if ((rows[cell] ?? 0) === 0 || isUnknown(cell)) return Number.NaN
        const whole = slot[cell]! * factor
        if (!Number.isSafeInteger(whole)) return Number.NaN
        // The remainder of doubles is a call; a product of whole numbers tells as well whether there is one.
        const each = Math.floor(whole / divisor)
        return each * divisor === whole ? each : Number.NaN
      },
    },
  }
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

/** A whole unit as factor ÷ (divisor × 10^places) natural ones. */
function decimalOf(scale: Scale, digits: number): { factor: number; divisor: number; places: number } {
  switch (scale) {
    case 'MINOR':
      return { factor: 1, divisor: 1, places: digits }
    case 'HUNDREDTHS':
      return { factor: 1, divisor: 1, places: 2 }
    case 'WORK':
      return { factor: 1, divisor: 1, places: 2 + digits }
    case 'TWELFTHS':
      return { factor: 1, divisor: 12, places: digits }
    case 'FIFTHS':
      return { factor: 2, divisor: 1, places: 3 }
    case 'ONES':
      return { factor: 1, divisor: 1, places: 0 }
  }
}
