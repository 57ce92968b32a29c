import { type Cell, copiedCell, isBlank } from '../cell.ts'
import { copyFormula } from '../formula/rewrite.ts'
import type { Comment } from '../metadata.ts'
import { contains, type Rectangle, rectangle } from '../rectangle.ts'
import type { Scalar } from '../scalar.ts'
import type { Sheet } from '../sheet.ts'
import type { Table } from '../table/table.ts'
import { checkWritable } from './check-writable.ts'

export interface SortKey {
  /** Column of the block, from 0. */
  readonly column: number
  readonly ascending: boolean
}

/** Sorts the rows of a block in place; formulas move as if copied, looks and comments go with their cells. */
export function sortBlock(sheet: Sheet, block: Rectangle, keys: readonly SortKey[]): void {
  checkWritable(sheet, block)
  sheet.workbook.calculator.ensure()
  const lines = sheet.grid.block(block).map((cells, index) => ({ cells, index }))
  lines.sort((a, b) => {
    for (const { column, ascending } of keys) {
      const order = compare(shown(a.cells[column]), shown(b.cells[column]), ascending)
      if (order !== 0) return order
    }
    return a.index - b.index
  })
  const cells = lines.map(({ cells: line, index }, row) =>
    line.map(cell =>
      cell?.formula && row !== index ? copiedCell(cell, copyFormula(cell.formula, row - index, 0)) : cell,
    ),
  )
  sheet.grid.put(block.row, block.column, cells)
  moveComments(
    sheet,
    block,
    lines.map(({ index }) => index),
  )
  sheet.workbook.tell({ kind: 'rows-sorted', sheet, block })
  sheet.workbook.tell({ kind: 'cells', sheet, block, type: 'RangeEdited' })
}

export function sortTable(table: Table, keys: readonly SortKey[]): void {
  sortBlock(table.sheet, table.body, keys)
  const [first] = keys
  const column = first && table.columns[first.column]
  if (first && column)
    table.sheet.workbook.journal.set(table, 'sortedBy', { columnId: column.id, ascending: first.ascending })
}

/** `order` names for each row where it was before. */
function moveComments(sheet: Sheet, block: Rectangle, order: readonly number[]): void {
  const { workbook } = sheet
  const inside = ({ sheet: at, row, column }: Comment): boolean =>
    at === sheet && contains(block, rectangle(row, column))
  if (!workbook.comments.some(inside)) return
  const now = new Map(order.map((before, index) => [block.row + before, block.row + index]))
  const comments = workbook.comments.map(comment =>
    inside(comment) ? { ...comment, row: now.get(comment.row) ?? comment.row } : comment,
  )
  workbook.journal.set(workbook, 'comments', comments)
}

const shown = (cell: Cell | undefined): Scalar => (isBlank(cell) ? null : (cell?.value ?? null))

/** Numbers, then text, then booleans; blanks last whichever way. */
function compare(a: Scalar, b: Scalar, ascending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  const order = rank(a) - rank(b) || within(a, b)
  return ascending ? order : -order
}

const rank = (value: Scalar): number => (typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2)

function within(a: Scalar, b: Scalar): number {
  if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b, 'en', { sensitivity: 'base' })
  return Number(a) - Number(b)
}
