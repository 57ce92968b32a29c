import type { Grid } from './grid.ts'

/** The month is in no window, or in more than one. */
export const [NO_WINDOW, SEVERAL_WINDOWS] = [-1, -2]
/** Nobody has asked for the month yet: a table has years of them, most questions are about one. */
const NOT_ASKED = -3

/** The windows of a grid by month: mostly each month is in one. */
export class MonthWindows {
  readonly #grid: Grid
  readonly #first: number
  readonly #only: Int32Array

  /** Of the months from `first` to `last`; there is none where `last` is before `first`. */
  constructor(grid: Grid, first: number, last: number) {
    this.#grid = grid
    this.#first = first
    this.#only = new Int32Array(Math.max(0, last - first + 1)).fill(NOT_ASKED)
  }

  /** The only window of a month. */
  only(month: number): number {
    const known = this.#only[month - this.#first]!
    if (known !== NOT_ASKED) return known
    const windows = this.all(month)
    const only = windows.length > 1 ? SEVERAL_WINDOWS : (windows[0] ?? NO_WINDOW)
    this.#only[month - this.#first] = only
    return only
  }

  all(month: number): readonly number[] {
    return this.#grid.windowsOfMonth(month)
  }
}
