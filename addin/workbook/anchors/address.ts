/** A rectangle of a sheet; rows and columns count from 0. */
export interface Rect {
  readonly row: number
  readonly column: number
  readonly rowCount: number
  readonly columnCount: number
}

/** 0 → "A", 26 → "AA". */
export function columnName(column: number): string {
  let name = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}

/** "B2" for one cell, "B2:D9" for more. */
export function addressOf({ row, column, rowCount, columnCount }: Rect): string {
  const first = `${columnName(column)}${row + 1}`
  return rowCount === 1 && columnCount === 1
    ? first
    : `${first}:${columnName(column + columnCount - 1)}${row + rowCount}`
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1

/**
 * The rectangle of "B2", "$B$2:D9", "Sheet 1!B2", "B:C" or "2:5" (whole columns and rows as Excel has them); null where
 * it is none of these, e.g. an area of several pieces.
 */
export function rectOf(address: string): Rect | null {
  const cells = withoutSheet(address).replaceAll('$', '').toUpperCase()
  const match = /^([A-Z]{1,3})?(\d+)?(?::([A-Z]{1,3})?(\d+)?)?$/.exec(cells)
  if (match === null) return null
  const [, left, top, right = left, bottom = top] = match
  if (left === undefined && (top === undefined || !cells.includes(':'))) return null
  if (top === undefined && !cells.includes(':')) return null
  const columns = left && right ? [columnNumber(left), columnNumber(right)] : [0, 16_383]
  const rows = top && bottom ? [Number(top) - 1, Number(bottom) - 1] : [0, 1_048_575]
  const row = Math.min(...rows)
  const column = Math.min(...columns)
  return { row, column, rowCount: Math.max(...rows) - row + 1, columnCount: Math.max(...columns) - column + 1 }
}

/** "'My sheet'!A1:B2" → "A1:B2". */
export function withoutSheet(address: string): string {
  return address.slice(address.lastIndexOf('!') + 1)
}

/** The cells that both have; null: none. */
export function overlap(one: Rect, other: Rect): Rect | null {
  const row = Math.max(one.row, other.row)
  const column = Math.max(one.column, other.column)
  const rowCount = Math.min(one.row + one.rowCount, other.row + other.rowCount) - row
  const columnCount = Math.min(one.column + one.columnCount, other.column + other.columnCount) - column
  return rowCount > 0 && columnCount > 0 ? { row, column, rowCount, columnCount } : null
}
