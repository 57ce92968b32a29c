import { type Place, type Selection, type Workbook, WorkbookError } from '../workbook.ts'
import { areaAddress } from './address.ts'
import type { Book } from './book.ts'
import { findSource, sourcesOf } from './find-source.ts'
import { markCells } from './mark-cells.ts'
import { pulledTables } from './pulled-tables.ts'
import { readCells } from './read-cells.ts'
import { tableArea, tableAt } from './table-area.ts'
import { writeTable } from './write-table.ts'

/** The port on the page's own workbook. */
export const createBrowserWorkbook = (book: Book): Workbook => ({
  host: { kind: 'browser', name: 'Browser', charts: true, notes: true },
  sources: async () => sourcesOf(book),
  readCells: (source, work) => readCells(book, source, work),
  markCells: (owner, source, marks, work) => markCells(book, owner, source, marks, work),
  pulledTables: async options => pulledTables(book, options),
  writeTable: (model, target, work) => writeTable(book, model, target, work),
  show: async place => show(book, place),
  watch: listener => {
    const tell = () => {
      const selection = selectionOf(book)
      if (selection) listener({ kind: 'selection', selection })
    }
    tell()
    return book.watch(event => (event.kind === 'selection' ? tell() : listener(event)))
  },
})

function show(book: Book, place: Place): void {
  if (place.kind === 'cell') {
    if (!book.sheet(place.sheetId))
      throw new WorkbookError('gone', 'Showing the cell: its sheet is not in this workbook any more')
    book.select(place.sheetId, place.row - 1, place.column)
    return
  }
  if (place.kind === 'source') {
    const { sheet, area } = findSource(book, place.ref)
    book.select(sheet.id, area.top, area.left, area)
    return
  }
  const table = book.state.tables.find(each => each.id === place.id)
  if (!table || !book.sheet(table.sheetId))
    throw new WorkbookError('gone', 'Showing the table: it is not in this workbook any more')
  book.select(table.sheetId, table.top, table.left, tableArea(table))
}

function selectionOf(book: Book): Selection | null {
  const { selection } = book
  const sheet = selection && book.sheet(selection.sheetId)
  if (!selection || !sheet) return null
  const { row, column, area } = selection
  const table = tableAt(book.state, sheet.id, row, column)
  const columnKey = table?.columnKeys[column - table.left] ?? null
  return {
    ...{ sheet: sheet.name, sheetId: sheet.id, address: areaAddress(area) },
    pulled:
      table && columnKey !== null
        ? { tableId: table.id, rowKey: table.rowKeys[row - table.top - 1] ?? null, columnKey }
        : null,
  }
}
