import type { FactName } from '../catalogue/facts.ts'
import type { Grid } from '../grid/grid.ts'
import { MonthWindows, NO_WINDOW, SEVERAL_WINDOWS } from '../grid/month-windows.ts'
import type { MonthTable } from './month-table.ts'

/**
 * Adds rows of a table of months to the cells they fall into, slot by slot as each is looked at: a state of the data keeps
 * the table as it is.
 * @param chosen positions of the rows
 * @param slots the column that each slot takes
 */
export function addMonths(
  grid: Grid,
  fact: FactName,
  table: MonthTable,
  chosen: Int32Array,
  slots: Readonly<Record<string, Float64Array>>,
): void {
  const { rows, cells } = places(grid, table, chosen)
  const sums = grid.reserve(fact)
  for (const [name, column] of Object.entries(slots))
    sums.addLater(name, slot => {
      for (let at = 0; at < rows.length; at++) slot[cells[at]!]! += column[rows[at]!]!
    })
  sums.markLater(() => {
    for (let at = 0; at < rows.length; at++) sums.mark(cells[at]!, table.months[rows[at]!]!)
  })
}

/** Where each row counts: positions of rows, and beside them the cells. */
function places(grid: Grid, table: MonthTable, chosen: Int32Array) {
  const { clients, months } = table
  // Where no grid asks for service lines, clients have one group each, however many lines.
  const lines = grid.tells('service_line_id') ? table.lines : null
  const windows = new MonthWindows(grid, table.firstMonth, table.lastMonth)
  const width = grid.windows.length
  if (width === 1) return ofOneWindow(grid, table, lines, chosen, windows)
  let [rows, cells] = [new Int32Array(chosen.length), new Int32Array(chosen.length)]
  let count = 0
  const add = (row: number, cell: number): void => {
    if (count === rows.length) [rows, cells] = [grown(rows), grown(cells)]
    rows[count] = row
    cells[count++] = cell
  }
  const groupOfRow = groupReader(grid, clients, lines)
  let [group, last] = [-1, -1]
  for (let at = 0; at < chosen.length; at++) {
    const row = chosen[at]!
    const window = windows.only(months[row]!)
    if (window === NO_WINDOW) continue
    // Rows come client by client: most are of the group of the one before.
    if (last < 0 || clients[row] !== clients[last] || lines?.[row] !== lines?.[last]) group = groupOfRow(row)
    last = row
    // Windows that overlap take a row more than once.
    if (window === SEVERAL_WINDOWS) for (const each of windows.all(months[row]!)) add(row, group * width + each)
    else add(row, group * width + window)
  }
  return { rows: rows.subarray(0, count), cells: cells.subarray(0, count) }
}

/** The group of a row. One object for the keys of all: those of a thousand clients were 100 kB to collect after each page. */
function groupReader(grid: Grid, clients: Float64Array, lines: Float64Array | null): (row: number) => number {
  const keys = { client_id: 0, service_line_id: 0 }
  return row => {
    keys.client_id = clients[row]!
    if (lines) keys.service_line_id = lines[row]!
    return grid.groupOf(keys)
  }
}

/** The same of one window, which mostly takes all of the rows. */
function ofOneWindow(
  grid: Grid,
  { clients, months }: MonthTable,
  lines: Float64Array | null,
  chosen: Int32Array,
  windows: MonthWindows,
) {
  const isInside = (row: number): boolean => windows.only(months[row]!) !== NO_WINDOW
  const rows = chosen.every(isInside) ? chosen : chosen.filter(isInside)
  const cells = new Int32Array(rows.length)
  const groupOfRow = groupReader(grid, clients, lines)
  let [group, last] = [-1, -1]
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!
    // Rows come client by client: most are of the group of the one before.
    if (last < 0 || clients[row] !== clients[last] || lines?.[row] !== lines?.[last]) group = groupOfRow(row)
    last = row
    cells[at] = group
  }
  return { rows, cells }
}

function grown(values: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(values.length * 2 + 1)
  larger.set(values)
  return larger
}
