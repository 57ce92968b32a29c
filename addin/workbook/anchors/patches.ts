import type { CellValue } from '../workbook.ts'
import { bytesOfCell, maxBlockBytes, maxBlockCells } from './blocks.ts'
import type { CellChange } from './plan-refresh.ts'
import type { Steps } from './steps.ts'

/** A rectangle to write; `undefined` leaves a cell as it is. */
export interface Patch {
  readonly row: number
  readonly column: number
  readonly values: readonly (readonly (CellValue | undefined)[])[]
}

/** Rows without a change that a patch spans rather than ending before them. */
const maxGap = 4

/**
 * Gathers changes into few rectangles: each spans the changed columns of rows that are close to each other, and is no
 * larger than one write may be.
 */
export function* patchesOf(
  changes: readonly CellChange[],
  columnOf: (column: number) => number,
): Steps<readonly Patch[]> {
  const rows = new Map<number, CellChange[]>()
  let left = Number.POSITIVE_INFINITY
  let right = 0
  for (const change of changes) {
    yield
    rows.get(change.row)?.push(change) ?? rows.set(change.row, [change])
    left = Math.min(left, columnOf(change.column))
    right = Math.max(right, columnOf(change.column) + 1)
  }
  const width = right - left
  const patches: Patch[] = []
  let group: number[] = []
  let bytes = 0
  const end = () => {
    if (group.length > 0) patches.push(patchOf(group, rows, columnOf))
    group = []
    bytes = 0
  }
  for (const row of [...rows.keys()].sort((one, other) => one - other)) {
    yield
    const size = (rows.get(row) ?? []).reduce((sum, { value }) => sum + bytesOfCell(value), 6 * width)
    const first = group[0] ?? row
    const last = group.at(-1) ?? row
    if (row - last > maxGap || (row - first + 1) * width > maxBlockCells || bytes + size > maxBlockBytes) end()
    group.push(row)
    bytes += size
  }
  end()
  return patches
}

function patchOf(
  rows: readonly number[],
  byRow: ReadonlyMap<number, readonly CellChange[]>,
  columnOf: (column: number) => number,
): Patch {
  const changes = rows.flatMap(row => byRow.get(row) ?? [])
  const columns = changes.map(({ column }) => columnOf(column))
  const column = columns.reduce((least, at) => Math.min(least, at))
  const width = columns.reduce((most, at) => Math.max(most, at)) - column + 1
  const row = rows[0] ?? 0
  const values = Array.from({ length: (rows.at(-1) ?? row) - row + 1 }, () =>
    new Array<CellValue | undefined>(width).fill(undefined),
  )
  for (const { row: at, column: key, value } of changes) values[at - row]![columnOf(key) - column] = value
  return { row, column, values }
}
