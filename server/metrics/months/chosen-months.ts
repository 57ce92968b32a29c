import { matches, type RowFilter } from '../filters/row-filter.ts'
import type { MonthTable } from './month-table.ts'

/**
 * Positions of the rows of these months that pass the filter, in their order; not to be changed. It may name clients and
 * service lines.
 */
export function chosenMonths(table: MonthTable, first: number, last: number, filter: RowFilter): Int32Array {
  const { clients, months, lines } = table
  const named = filter.all.find(({ column }) => column === 'client_id')
  const open = filter.all.length + filter.not.length === 0
  const passes = (row: number): boolean =>
    matches(filter, column => (column === 'service_line_id' ? (lines?.[row] ?? 0) : clients[row]!))
  if (first === last && !named) {
    const ofMonth = table.rowsOfMonth(first)
    return open ? ofMonth : ofMonth.filter(passes)
  }
  const ranges = named
    ? [...named.values].map(client => table.rangeOf(Number(client))).sort((a, b) => a.from - b.from)
    : [{ from: 0, to: table.count }]
  const chosen = new Int32Array(ranges.reduce((sum, { from, to }) => sum + to - from, 0))
  let count = 0
  for (const { from, to } of ranges)
    for (let row = from; row < to; row++) {
      const month = months[row]!
      if (month >= first && month <= last && (open || passes(row))) chosen[count++] = row
    }
  return chosen.subarray(0, count)
}
