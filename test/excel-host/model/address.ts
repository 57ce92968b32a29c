import { bottomOf, MAX_COLUMNS, MAX_ROWS, type Rectangle, rectangle, rightOf } from './rectangle.ts'

/** 0 is "A". */
export function columnName(column: number): string {
  let name = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}

/** "A" is 0. */
export function columnNumber(name: string): number {
  let number = 0
  for (const letter of name.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64
  return number - 1
}

export const cellAddress = (row: number, column: number): string => `${columnName(column)}${row + 1}`

/** "A1", "A1:B2", "A:B" of whole columns, "1:2" of whole rows. */
export function rectangleAddress(block: Rectangle): string {
  if (block.height === MAX_ROWS) return `${columnName(block.column)}:${columnName(rightOf(block))}`
  if (block.width === MAX_COLUMNS) return `${block.row + 1}:${bottomOf(block) + 1}`
  const from = cellAddress(block.row, block.column)
  return block.height === 1 && block.width === 1 ? from : `${from}:${cellAddress(bottomOf(block), rightOf(block))}`
}

/** As it stands before the "!" of a reference: quoted where it has to be. */
export const quotedSheetName = (name: string): string =>
  /^[A-Za-z_\u0080-\uffff][\w.\u0080-\uffff]*$/.test(name) && !/^[A-Za-z]{1,3}\d+$/.test(name)
    ? name
    : `'${name.replaceAll("'", "''")}'`

export interface ParsedAddress {
  readonly sheet: string | null
  readonly block: Rectangle
}

/** "Sheet1!A1:B2", "$A$1", "A:C", "3:5"; null when it is no address (it may be a name). */
export function parseAddress(text: string): ParsedAddress | null {
  const bang = text.lastIndexOf('!')
  const sheet =
    bang < 0
      ? null
      : text
          .slice(0, bang)
          .replace(/^'(.*)'$/s, '$1')
          .replaceAll("''", "'")
  const block = parseBlock(text.slice(bang + 1).replaceAll('$', ''))
  return block ? { sheet, block } : null
}

function parseBlock(text: string): Rectangle | null {
  const cells = /^([A-Z]{1,3})(\d+)(?::([A-Z]{1,3})(\d+))?$/i.exec(text)
  if (cells) {
    const [, column1 = '', row1 = '', column2 = column1, row2 = row1] = cells
    return between(Number(row1) - 1, columnNumber(column1), Number(row2) - 1, columnNumber(column2))
  }
  const columns = /^([A-Z]{1,3}):([A-Z]{1,3})$/i.exec(text)
  if (columns) return between(0, columnNumber(columns[1] ?? ''), MAX_ROWS - 1, columnNumber(columns[2] ?? ''))
  const rows = /^(\d+):(\d+)$/.exec(text)
  return rows ? between(Number(rows[1]) - 1, 0, Number(rows[2]) - 1, MAX_COLUMNS - 1) : null
}

function between(row1: number, column1: number, row2: number, column2: number): Rectangle | null {
  const [top, bottom] = [Math.min(row1, row2), Math.max(row1, row2)]
  const [left, right] = [Math.min(column1, column2), Math.max(column1, column2)]
  if (top < 0 || left < 0 || bottom >= MAX_ROWS || right >= MAX_COLUMNS) return null
  return rectangle(top, left, bottom - top + 1, right - left + 1)
}
