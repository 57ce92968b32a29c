import type { CellEdit, CellValue, PulledTable, PulledTableOptions, TableContent } from '../workbook.ts'
import { areaAddress, cellAddress } from './address.ts'
import type { Book } from './book.ts'
import type { SheetState, TableState } from './book-state.ts'
import { checksum } from './checksum.ts'
import { cellAt } from './sheet-cells.ts'
import { tableArea } from './table-area.ts'

/** Every table that was pulled, as it is found now. */
export function pulledTables(book: Book, { content = false }: PulledTableOptions = {}): PulledTable[] {
  return book.state.tables.flatMap(table => {
    const sheet = book.sheet(table.sheetId)
    if (!sheet) return goneTable(table)
    const edits = editsOf(table, sheet)
    const reason = damageOf(table, sheet)
    return {
      ...{ id: table.id, name: table.name, sheet: sheet.name, address: areaAddress(tableArea(table)) },
      provenance: table.provenance,
      state: reason ? 'damaged' : table.copyOf !== null ? 'copied' : edits.length > 0 ? 'edited' : 'intact',
      reason: reason ?? (table.copyOf === null ? null : `It is a copy of ${nameOf(book, table.copyOf)}`),
      edits,
      content: content ? contentOf(table, sheet) : null,
    }
  })
}

/** What is not as it was written, so that a refresh must not guess; null: nothing. */
export function damageOf(table: TableState, sheet: SheetState): string | null {
  const gone = table.written.columns.filter(column => !table.columnKeys.includes(column.key))
  if (gone.length > 0)
    return `${gone.length === 1 ? 'Its column' : 'Its columns'} ${gone.map(({ heading }) => `"${heading}"`).join(', ')} ${gone.length === 1 ? 'was' : 'were'} deleted; undo that, or insert the table anew`
  if (checksum(table.written, table.provenance) !== table.checksum)
    return 'What the workbook remembers of it has been changed; insert the table anew'
  const twin = twinOf(table, sheet)
  return twin === null ? null : `Two rows stand for ${twin}; delete one of them, or undo what made it`
}

/** The label that two rows have, and the answer only one: nobody could say which is which. */
function twinOf(table: TableState, sheet: SheetState): string | null {
  const naming = table.written.columns.flatMap(({ key, kind }, index) =>
    kind === 'dimension' || kind === 'text' ? [{ index, column: table.left + table.columnKeys.indexOf(key) }] : [],
  )
  if (naming.length === 0) return null
  const labelOf = (cells: readonly CellValue[]) => cells.map(cell => cell ?? '').join(' / ')
  const once = new Map<string, number>()
  for (const { cells } of table.written.rows.values()) {
    const label = labelOf(naming.map(({ index }) => cells[index] ?? null))
    once.set(label, (once.get(label) ?? 0) + 1)
  }
  for (const index of table.rowKeys.keys()) {
    const label = labelOf(naming.map(({ column }) => cellAt(sheet, table.top + 1 + index, column)))
    const left = once.get(label)
    if (left === 0) return label
    if (left !== undefined) once.set(label, left - 1)
  }
  return null
}

const goneTable = ({ id, name, provenance }: TableState): PulledTable => ({
  ...{ id, name, sheet: '', address: '', provenance, state: 'gone', edits: [], content: null },
  reason: 'Its cells were deleted',
})

/**
 * Cells of the table that hold something else than was written. Rows and columns of the person's own are theirs, and
 * rows that were deleted come back with the next refresh.
 */
export function editsOf(table: TableState, sheet: SheetState): CellEdit[] {
  const edits: CellEdit[] = []
  const places = new Map(table.written.columns.map(({ key }, index) => [key, index]))
  for (const [index, rowKey] of table.rowKeys.entries()) {
    const row = table.top + 1 + index
    const written = rowKey === null ? undefined : table.written.rows.get(rowKey)
    if (!written) continue
    for (const [offset, columnKey] of table.columnKeys.entries()) {
      if (columnKey === null) continue
      const column = table.left + offset
      const is = cellAt(sheet, row, column)
      const was = written.cells[places.get(columnKey) ?? -1] ?? null
      if (!same(was, is)) edits.push({ address: cellAddress(row, column), rowKey, columnKey, was, is })
    }
  }
  return edits
}

function contentOf(table: TableState, sheet: SheetState): TableContent {
  const columns = table.columnKeys.flatMap((key, index) => (key === null ? [] : [{ key, column: table.left + index }]))
  return {
    columns: columns.map(({ key }) => key),
    rows: table.rowKeys.flatMap((key, index) =>
      key === null ? [] : [{ key, cells: columns.map(({ column }) => cellAt(sheet, table.top + 1 + index, column)) }],
    ),
  }
}

const nameOf = (book: Book, id: string): string => {
  const original = book.state.tables.find(each => each.id === id)
  return original ? `"${original.name}"` : 'a table that is gone'
}

export const same = (a: CellValue, b: CellValue): boolean => a === b || ((a ?? '') === '' && (b ?? '') === '')
