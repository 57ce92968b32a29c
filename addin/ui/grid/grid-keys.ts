import type { Area } from '../../workbook/browser/address.ts'

export interface GridPosition {
  readonly row: number
  readonly column: number
  readonly area: Area
}

export interface GridKey {
  readonly key: string
  readonly ctrl: boolean
  readonly shift: boolean
  readonly alt: boolean
}

export interface GridSize {
  readonly rowCount: number
  readonly columnCount: number
  /** Rows that Page down goes by. */
  readonly page: number
  readonly filled: (row: number, column: number) => boolean
}

/** Where a key takes the selection; null: it is no key of moving. Shift moves the far corner and leaves the cell. */
export function moved(position: GridPosition, { key, ctrl, shift }: GridKey, size: GridSize): GridPosition | null {
  const far = shift ? farCorner(position) : position
  const to = target(far, key, ctrl, size)
  if (!to) return null
  const row = clamp(to.row, size.rowCount)
  const column = clamp(to.column, size.columnCount)
  if (!shift) return { row, column, area: { top: row, left: column, bottom: row, right: column } }
  return { ...position, area: areaBetween(position, { row, column }) }
}

/** The rectangle with these two corners. */
export const areaBetween = (one: Cell, other: Cell): Area => ({
  top: Math.min(one.row, other.row),
  left: Math.min(one.column, other.column),
  bottom: Math.max(one.row, other.row),
  right: Math.max(one.column, other.column),
})

/** The corner that Shift moves: opposite of the cell that was selected first. */
export const farCorner = ({ row, column, area }: GridPosition): Cell => ({
  row: row === area.top ? area.bottom : area.top,
  column: column === area.left ? area.right : area.left,
})

interface Cell {
  readonly row: number
  readonly column: number
}

function target({ row, column }: Cell, key: string, ctrl: boolean, size: GridSize): Cell | null {
  const edge = (down: number, right: number): Cell => edgeFrom({ row, column }, down, right, size)
  switch (key) {
    case 'ArrowDown':
      return ctrl ? edge(1, 0) : { row: row + 1, column }
    case 'ArrowUp':
      return ctrl ? edge(-1, 0) : { row: row - 1, column }
    case 'ArrowRight':
      return ctrl ? edge(0, 1) : { row, column: column + 1 }
    case 'ArrowLeft':
      return ctrl ? edge(0, -1) : { row, column: column - 1 }
    case 'PageDown':
      return { row: row + size.page, column }
    case 'PageUp':
      return { row: row - size.page, column }
    case 'Home':
      return { row: ctrl ? 0 : row, column: 0 }
    case 'End':
      return { row: ctrl ? size.rowCount - 1 : row, column: size.columnCount - 1 }
    default:
      return null
  }
}

/** As Ctrl+arrow goes: to the end of the filled cells, or over blank ones to the next filled. */
function edgeFrom(from: Cell, down: number, right: number, size: GridSize): Cell {
  const inside = ({ row, column }: Cell) => row >= 0 && column >= 0 && row < size.rowCount && column < size.columnCount
  const next = (cell: Cell) => ({ row: cell.row + down, column: cell.column + right })
  const filled = (cell: Cell) => size.filled(cell.row, cell.column)
  let cell = from
  const along = filled(cell) && inside(next(cell)) && filled(next(cell))
  while (inside(next(cell)) && (along ? filled(next(cell)) : true)) {
    cell = next(cell)
    if (!along && filled(cell)) break
  }
  return cell
}

const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value))
