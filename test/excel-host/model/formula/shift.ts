import { MAX_COLUMNS, MAX_ROWS, type Rectangle, rectangle } from '../rectangle.ts'

/** Cells came or went on a sheet and moved those behind them. */
export interface Shift {
  readonly sheet: string
  readonly axis: 'row' | 'column'
  /** The first row or column that comes or goes. */
  readonly at: number
  /** Positive: inserted; negative: deleted. */
  readonly count: number
  /** Only these columns (of rows that move) or rows (of columns that move) take part: from, up to and with. */
  readonly across: readonly [number, number]
}

/** Where a block is after the shift; null: it is gone. One that lies only partly across stays. */
export function shiftedBlock(block: Rectangle, shift: Shift): Rectangle | null {
  const rows = shift.axis === 'row'
  const [from, to] = rows ? [block.column, block.column + block.width - 1] : [block.row, block.row + block.height - 1]
  if (from < shift.across[0] || to > shift.across[1]) return block
  const start = rows ? block.row : block.column
  const length = rows ? block.height : block.width
  const limit = rows ? MAX_ROWS : MAX_COLUMNS
  // Whole columns stay whole whatever rows come and go.
  if (length === limit) return block
  const moved = shiftedSpan(start, length, shift.at, shift.count, limit)
  if (!moved) return null
  return rows
    ? rectangle(moved[0], block.column, moved[1], block.width)
    : rectangle(block.row, moved[0], block.height, moved[1])
}

function shiftedSpan(
  start: number,
  length: number,
  at: number,
  count: number,
  limit: number,
): readonly [number, number] | null {
  const end = start + length - 1
  if (count > 0) {
    if (at <= start) return end + count < limit ? [start + count, length] : null
    return at <= end ? [start, Math.min(length + count, limit - start)] : [start, length]
  }
  const last = at - count - 1
  if (last < start) return [start + count, length]
  if (at > end) return [start, length]
  const kept = length - (Math.min(end, last) - Math.max(start, at) + 1)
  return kept > 0 ? [Math.min(start, at), kept] : null
}
