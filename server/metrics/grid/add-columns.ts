import { setImmediate as turn } from 'node:timers/promises'
import { type Columns, numbersOf } from '../../db/columns.ts'
import type { FactName } from '../catalogue/facts.ts'
import type { RowKeys } from '../names/member.ts'
import type { Grid } from './grid.ts'

/** So many rows take a few milliseconds; then others have their turn. */
const ROWS_A_TURN = 8192

/**
 * Adds rows that came as columns to the cells they fall into: their month is `month`, their day `day` where days are
 * told apart. Rows whose count is 0 are left out: nothing is left of them. However many rows there are, others that wait
 * for the thread are heard in between.
 * @param rows columns of the rows: `rows` is their count
 * @param staff positions among the people; absent: nobody is told apart
 * @param slots the column that each slot takes
 */
export async function addColumns(
  grid: Grid,
  fact: FactName,
  rows: Columns,
  staff: Float64Array | null,
  slots: Readonly<Record<string, Float64Array>>,
): Promise<void> {
  const placed = await places(grid, rows, staff)
  const sums = grid.reserve(fact)
  for (const [name, column] of Object.entries(slots)) {
    await turn()
    const slot = sums.slot(name)
    for (let at = 0; at < placed.cells.length; at++) slot[placed.cells[at]!]! += column[placed.rows[at]!]!
  }
  const months = numbersOf(rows, 'month')
  for (let at = 0; at < placed.cells.length; at++) {
    if (at % ROWS_A_TURN === ROWS_A_TURN - 1) await turn()
    sums.mark(placed.cells[at]!, months[placed.rows[at]!]!)
  }
}

/** Where each row counts: positions of rows, and beside them the cells. */
async function places(grid: Grid, rows: Columns, staff: Float64Array | null) {
  const found = { rows: [] as number[], cells: [] as number[] }
  const width = grid.windows.length
  const keysOf = keysReader(rows, staff)
  const [counts, months] = [numbersOf(rows, 'rows'), numbersOf(rows, 'month')]
  const days = rows.numbers.day ?? null
  for (let row = 0; row < rows.count; row++) {
    if (row % ROWS_A_TURN === ROWS_A_TURN - 1) await turn()
    if (counts[row] === 0) continue
    const windows = days ? grid.windowsOfDay(days[row]!) : grid.windowsOfMonth(months[row]!)
    if (windows.length === 0) continue
    const group = grid.groupOf(keysOf(row))
    for (let index = 0; index < windows.length; index++) {
      found.rows.push(row)
      found.cells.push(group * width + windows[index]!)
    }
  }
  return found
}

/** The keys of a row. One object for all of them: valid until the next row. */
function keysReader({ numbers, texts }: Columns, staff: Float64Array | null): (row: number) => RowKeys {
  const keys: { -readonly [Key in keyof RowKeys]: RowKeys[Key] } = {}
  const { client_id: clients, project_id: projects } = numbers
  const { work_type: workTypes } = texts
  return row => {
    if (clients) keys.client_id = clients[row]!
    if (projects) keys.project_id = projects[row]!
    if (workTypes) keys.work_type = workTypes[row]!
    if (staff) keys.staff = staff[row]!
    return keys
  }
}
