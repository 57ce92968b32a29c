import type { FactName } from '../catalogue/facts.ts'
import type { RowKeys } from '../names/member.ts'
import type { Grid } from './grid.ts'
import type { Sums } from './sums.ts'

/** A row of a fact as its query brought it: keys, month, and the day where days are told apart. */
export interface TimedRow extends RowKeys {
  readonly month: number
  readonly day?: number
}

/** What a row adds to a slot: whole numbers. */
export type Slots<Row> = Readonly<Record<string, (row: Row) => number>>

/**
 * Adds rows to the cells they fall into.
 * @param more adds what is no whole number
 */
export function addRows<Row extends TimedRow>(
  grid: Grid,
  fact: FactName,
  rows: readonly Row[],
  slots: Slots<Row>,
  more?: (sums: Sums, cell: number, row: Row) => void,
): void {
  const windowsOf = (row: Row) => (row.day === undefined ? grid.windowsOfMonth(row.month) : grid.windowsOfDay(row.day))
  const groups = new Int32Array(rows.length)
  for (let index = 0; index < rows.length; index++)
    groups[index] = windowsOf(rows[index]!).length > 0 ? grid.groupOf(rows[index]!) : -1
  const sums = grid.reserve(fact)
  const columns = Object.entries(slots).map(([name, amount]) => ({ column: sums.slot(name), amount }))
  for (let index = 0; index < rows.length; index++) {
    if (groups[index]! < 0) continue
    const row = rows[index]!
    for (const window of windowsOf(row)) {
      const cell = groups[index]! * grid.windows.length + window
      for (const { column, amount } of columns) column[cell]! += amount(row)
      sums.mark(cell, row.month)
      more?.(sums, cell, row)
    }
  }
}
