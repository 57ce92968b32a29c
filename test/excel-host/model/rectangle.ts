/** A block of cells; rows and columns count from 0. */
export interface Rectangle {
  readonly row: number
  readonly column: number
  readonly height: number
  readonly width: number
}

export const MAX_ROWS = 1_048_576
export const MAX_COLUMNS = 16_384

export const rectangle = (row: number, column: number, height = 1, width = 1): Rectangle => ({
  row,
  column,
  height,
  width,
})

export const bottomOf = ({ row, height }: Rectangle): number => row + height - 1
export const rightOf = ({ column, width }: Rectangle): number => column + width - 1

export const sameRectangle = (a: Rectangle, b: Rectangle): boolean =>
  a.row === b.row && a.column === b.column && a.height === b.height && a.width === b.width

export function intersection(a: Rectangle, b: Rectangle): Rectangle | null {
  const row = Math.max(a.row, b.row)
  const column = Math.max(a.column, b.column)
  const height = Math.min(bottomOf(a), bottomOf(b)) - row + 1
  const width = Math.min(rightOf(a), rightOf(b)) - column + 1
  return height > 0 && width > 0 ? { row, column, height, width } : null
}

export const overlap = (a: Rectangle, b: Rectangle): boolean => intersection(a, b) !== null

export const contains = (outer: Rectangle, inner: Rectangle): boolean =>
  outer.row <= inner.row &&
  outer.column <= inner.column &&
  bottomOf(outer) >= bottomOf(inner) &&
  rightOf(outer) >= rightOf(inner)

/** The smallest one that holds both. */
export function bounding(a: Rectangle, b: Rectangle): Rectangle {
  const row = Math.min(a.row, b.row)
  const column = Math.min(a.column, b.column)
  return {
    row,
    column,
    height: Math.max(bottomOf(a), bottomOf(b)) - row + 1,
    width: Math.max(rightOf(a), rightOf(b)) - column + 1,
  }
}
