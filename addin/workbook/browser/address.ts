/** A rectangle of cells; rows and columns count from 0, the ends are inside. */
export interface Area {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export const columnName = (column: number): string =>
  (column >= 26 ? columnName(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

/** "B3" of row 2 and column 1. */
export const cellAddress = (row: number, column: number): string => `${columnName(column)}${row + 1}`

/** "B3:D9", or "B3" where it is one cell. */
export const areaAddress = ({ top, left, bottom, right }: Area): string =>
  top === bottom && left === right ? cellAddress(top, left) : `${cellAddress(top, left)}:${cellAddress(bottom, right)}`

/** The rectangle that "B3:D9", "B3" or "Sheet1!B3" names; null where it names none. */
export function readArea(address: string): Area | null {
  const found = /^(?:.*!)?\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(address.trim())
  if (!found) return null
  const [, firstColumn = '', firstRow = '', lastColumn = firstColumn, lastRow = firstRow] = found
  const rows = [Number(firstRow) - 1, Number(lastRow) - 1]
  const columns = [columnNumber(firstColumn), columnNumber(lastColumn)]
  if (Math.min(...rows) < 0) return null
  return {
    top: Math.min(...rows),
    left: Math.min(...columns),
    bottom: Math.max(...rows),
    right: Math.max(...columns),
  }
}

export const covers = (area: Area, row: number, column: number): boolean =>
  row >= area.top && row <= area.bottom && column >= area.left && column <= area.right

export const overlap = (one: Area, other: Area): boolean =>
  one.top <= other.bottom && other.top <= one.bottom && one.left <= other.right && other.left <= one.right

const columnNumber = (name: string): number =>
  [...name.toUpperCase()].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1
