import type { Grid } from './grid.ts'

/** The month is in no window, or in more than one. */
export const [NO_WINDOW, SEVERAL_WINDOWS] = [-1, -2]

/** The windows of a grid by month: mostly each month is in one. */
export class MonthWindows {
  readonly #grid: Grid
  readonly #first: number
  readonly #only: Int32Array

  /** Of the months from `first` to `last`; there is none where `last` is before `first`. */
  constructor(grid: Grid, first: number, last: number) {
    this.#grid = grid
    this.#first = first
    this.#only = Int32Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => {
      const windows = grid.windowsOfMonth(first + at)
      return windows.length > 1 ? SEVERAL_WINDOWS : (windows[0] ?? NO_WINDOW)
    })
  }

  /** The only window of a month. */
  only(month: number): number {
    return this.#only[month - this.#first]!
  }

  all(month: number): readonly number[] {
    return this.#grid.windowsOfMonth(month)
  }
}
