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
  const placed = places(grid, rows)
  const sums = grid.reserve(fact)
  // Slot by slot: each loop then works on one function and one array.
  for (const [name, amount] of Object.entries(slots)) {
    const column = sums.slot(name)
    for (let i = 0; i < placed.cells.length; i++) column[placed.cells[i]!]! += amount(rows[placed.rows[i]!]!)
  }
  for (let i = 0; i < placed.cells.length; i++) {
    const row = rows[placed.rows[i]!]!
    sums.mark(placed.cells[i]!, row.month)
    more?.(sums, placed.cells[i]!, row)
  }
}

/** Where each row counts: positions of rows, and beside them the cells. */
function places(grid: Grid, rows: readonly TimedRow[]): { rows: number[]; cells: number[] } {
  const found = { rows: [] as number[], cells: [] as number[] }
  const width = grid.windows.length
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!
    const windows = row.day === undefined ? grid.windowsOfMonth(row.month) : grid.windowsOfDay(row.day)
    if (windows.length === 0) continue
    const group = grid.groupOf(row)
    for (const window of windows) {
      found.rows.push(index)
      found.cells.push(group * width + window)
    }
  }
  return found
}
