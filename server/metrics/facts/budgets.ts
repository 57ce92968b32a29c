import { monthOfDay } from '../../analytics/calendar.ts'
import type { Grid } from '../grid/grid.ts'

/** A budget line: minor units, or hundredths of hours. Client 0 is the whole firm. */
export interface BudgetRow {
  readonly month: number
  readonly measure: string
  readonly client_id: number
  readonly amount: number
}

/** Where budgets go: by measure and cell; a cell without a line has no budget, which is not 0. */
export class Budgets {
  readonly #amounts = new Map<string, Map<number, number>>()

  /**
   * Adds the lines of the months that the grid's windows touch, whole months.
   * @param byClient clients are told apart, or some are left out: only their own lines count. Else, for a month and
   * measure with both, the line of the firm is the total and those of clients are parts of it.
   */
  add(grid: Grid, lines: readonly BudgetRow[], byClient: boolean): void {
    const ofFirm = new Set(lines.filter(line => line.client_id === 0).map(line => `${line.measure} ${line.month}`))
    for (const line of lines) {
      const isFirm = line.client_id === 0
      if (byClient ? isFirm : !isFirm && ofFirm.has(`${line.measure} ${line.month}`)) continue
      const windows = [...grid.windows.keys()].filter(
        index =>
          monthOfDay(grid.windows[index]!.from) <= line.month && line.month <= monthOfDay(grid.windows[index]!.to),
      )
      if (windows.length === 0) continue
      const group = grid.groupOf(line)
      const amounts = this.#amounts.get(line.measure) ?? new Map<number, number>()
      this.#amounts.set(line.measure, amounts)
      for (const window of windows) {
        const cell = group * grid.windows.length + window
        amounts.set(cell, (amounts.get(cell) ?? 0) + line.amount)
      }
    }
  }

  /** Minor units or hundredths of hours; null: nothing was budgeted. */
  amount(measure: string, cell: number): number | null {
    return this.#amounts.get(measure)?.get(cell) ?? null
  }
}
