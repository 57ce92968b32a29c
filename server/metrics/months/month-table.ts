import { type Columns, numbersOf } from '../../db/columns.ts'

/**
 * The sums of a fact by client and month (and service line), as columns in the order of client and month: one state of
 * the data, kept as long as that holds. Months that nothing is left of are not in it.
 */
export class MonthTable {
  readonly count: number
  readonly clients: Float64Array
  /** year × 12 + (month − 1) */
  readonly months: Float64Array
  /** 0: none; null: the fact has no service lines. */
  readonly lines: Float64Array | null
  readonly sums: Readonly<Record<string, Float64Array>>
  /** Of no rows the first is above the last. */
  readonly firstMonth: number
  readonly lastMonth: number
  #ranges: Map<number, { readonly from: number; readonly to: number }> | null = null
  #byMonth: RowsByMonth | null = null

  constructor(keys: Pick<MonthTable, 'clients' | 'months' | 'lines'>, sums: Readonly<Record<string, Float64Array>>) {
    this.count = keys.clients.length
    this.clients = keys.clients
    this.months = keys.months
    this.lines = keys.lines
    this.sums = sums
    this.firstMonth = keys.months.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
    this.lastMonth = keys.months.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  }

  /** The rows of a client, `to` excluded. */
  rangeOf(client: number): { readonly from: number; readonly to: number } {
    this.#ranges ??= rangesOf(this.clients)
    return this.#ranges.get(client) ?? { from: 0, to: 0 }
  }

  /**
   * Positions of the rows of a month, in their order; not to be changed. A question about one month then looks at its
   * rows, not at those of all years.
   */
  rowsOfMonth(month: number): Int32Array {
    if (!(month >= this.firstMonth && month <= this.lastMonth)) return new Int32Array(0)
    this.#byMonth ??= rowsByMonth(this.months, this.firstMonth, this.lastMonth)
    const { rows, starts } = this.#byMonth
    const at = month - this.firstMonth
    return rows.subarray(starts[at], starts[at + 1])
  }
}

interface RowsByMonth {
  /** Positions of all rows, month by month. */
  readonly rows: Int32Array
  /** Where each month starts among them, and the end of the last. */
  readonly starts: Int32Array
}

function rowsByMonth(months: Float64Array, first: number, last: number): RowsByMonth {
  const starts = new Int32Array(last - first + 2)
  for (const month of months) starts[month - first + 1]! += 1
  for (let at = 1; at < starts.length; at++) starts[at]! += starts[at - 1]!
  const next = starts.slice()
  const rows = new Int32Array(months.length)
  for (let row = 0; row < months.length; row++) rows[next[months[row]! - first]!++] = row
  return { rows, starts }
}

function rangesOf(clients: Float64Array) {
  const ranges = new Map<number, { from: number; to: number }>()
  for (let from = 0; from < clients.length; ) {
    let to = from + 1
    while (to < clients.length && clients[to] === clients[from]) to++
    ranges.set(clients[from]!, { from, to })
    from = to
  }
  return ranges
}

/**
 * Adds up what uploads changed. Whole numbers only, so that what a revert takes away cancels exactly.
 * @param changes in the order of client, month and service line
 * @param names the sums; where `rows` is one of them, a month without rows is left out
 */
export function monthTable(changes: Columns, names: readonly string[], withLines = false): MonthTable {
  const [clients, months] = [numbersOf(changes, 'client_id'), numbersOf(changes, 'month')]
  const lines = withLines ? numbersOf(changes, 'service_line_id') : null
  const groups = groupsOf(changes.count, clients, months, lines)
  const sums = new Map(names.map(name => [name, summed(numbersOf(changes, name), groups)]))
  const rows = sums.get('rows')
  const kept = rows ? Int32Array.from(rows.keys().filter(group => rows[group] !== 0)) : null
  // Most tables have one change a month and nothing to leave out: then these are the columns as they came.
  const picked = (column: Float64Array): Float64Array =>
    kept && kept.length < column.length ? Float64Array.from(kept, group => column[group]!) : column
  const keyed = (column: Float64Array): Float64Array => {
    if (groups.count === changes.count) return picked(column)
    const firsts = new Float64Array(groups.count)
    for (let index = changes.count - 1; index >= 0; index--) firsts[groups.of[index]!] = column[index]!
    return picked(firsts)
  }
  return new MonthTable(
    { clients: keyed(clients), months: keyed(months), lines: lines && keyed(lines) },
    Object.fromEntries([...sums].map(([name, column]) => [name, picked(column)])),
  )
}

interface Groups {
  readonly count: number
  /** The group of each change. */
  readonly of: Int32Array
}

function groupsOf(count: number, clients: Float64Array, months: Float64Array, lines: Float64Array | null): Groups {
  const of = new Int32Array(count)
  let group = -1
  for (let index = 0; index < count; index++) {
    const same =
      index > 0 &&
      clients[index] === clients[index - 1] &&
      months[index] === months[index - 1] &&
      lines?.[index] === lines?.[index - 1]
    of[index] = same ? group : ++group
  }
  return { count: group + 1, of }
}

function summed(column: Float64Array, { count, of }: Groups): Float64Array {
  if (count === column.length) return column
  const sums = new Float64Array(count)
  for (let index = 0; index < column.length; index++) sums[of[index]!]! += column[index]!
  return sums
}
