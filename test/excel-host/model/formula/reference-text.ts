import { columnName, quotedSheetName } from '../address.ts'
import { type Rectangle, rectangle } from '../rectangle.ts'
import type { Corner, Reference } from './tokens.ts'

/** The reference as it stands in a formula. */
export function referenceText({ sheet, from, to, kind }: Reference): string {
  const prefix = sheet === null ? '' : `${quotedSheetName(sheet)}!`
  if (kind === 'columns') return `${prefix}${column(from)}:${column(to)}`
  if (kind === 'rows') return `${prefix}${row(from)}:${row(to)}`
  const first = `${prefix}${column(from)}${row(from)}`
  return kind === 'cell' ? first : `${first}:${column(to)}${row(to)}`
}

export function referenceBlock({ from, to }: Reference): Rectangle {
  const top = Math.min(from.row, to.row)
  const left = Math.min(from.column, to.column)
  return rectangle(top, left, Math.abs(to.row - from.row) + 1, Math.abs(to.column - from.column) + 1)
}

/** A reference to a fixed block. */
export function fixedReference(sheet: string, block: Rectangle): string {
  const from = { row: block.row, column: block.column, rowFixed: true, columnFixed: true }
  const to = { ...from, row: block.row + block.height - 1, column: block.column + block.width - 1 }
  return referenceText({ sheet, from, to, kind: block.height === 1 && block.width === 1 ? 'cell' : 'range' })
}

const column = ({ column: at, columnFixed }: Corner): string => `${columnFixed ? '$' : ''}${columnName(at)}`
const row = ({ row: at, rowFixed }: Corner): string => `${rowFixed ? '$' : ''}${at + 1}`
