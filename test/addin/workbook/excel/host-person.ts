import type { CellValue } from '../../../../addin/workbook/workbook.ts'
import { cellAddress, parseAddress } from '../../../excel-host/model/address.ts'
import { isBlank } from '../../../excel-host/model/cell.ts'
import { formatCells, setRowsHidden } from '../../../excel-host/model/edits/format-cells.ts'
import { deleteCells, insertCells, wholeRows } from '../../../excel-host/model/edits/insert-cells.ts'
import { copySheet, deleteSheet } from '../../../excel-host/model/edits/sheets.ts'
import { sortBlock } from '../../../excel-host/model/edits/sort.ts'
import { typeText } from '../../../excel-host/model/edits/type-text.ts'
import type { Rectangle } from '../../../excel-host/model/rectangle.ts'
import type { Workbook } from '../../../excel-host/model/workbook.ts'
import type { Person } from '../person.ts'

export const blockOf = (address: string): Rectangle => {
  const parsed = parseAddress(address)
  if (!parsed) throw new Error(`${address} is no address.`)
  return parsed.block
}

/** A person at the host's grid. */
export function hostPerson(book: Workbook): Person {
  const at = (sheet: string, address: string) => ({ sheet: book.sheet(sheet), block: blockOf(address) })
  const edit = async (label: string, work: () => unknown): Promise<void> => {
    book.edit(label, work)
  }
  return {
    type: (name, address, entry) => {
      const { sheet, block } = at(name, address)
      return edit('Type', () => typeText(sheet, block.row, block.column, entry === null ? '' : String(entry)))
    },
    select: (name, address) => {
      const { sheet, block } = at(name, address)
      return edit('Select', () => book.select(sheet, block))
    },
    insertRows: (name, row, count) =>
      edit('Insert', () => insertCells(book.sheet(name), wholeRows(row - 1, count), 'Down')),
    deleteRows: (name, row, count) =>
      edit('Delete', () => deleteCells(book.sheet(name), wholeRows(row - 1, count), 'Up')),
    sort: (name, address, column, descending) => {
      const { sheet, block } = at(name, address)
      return edit('Sort', () => sortBlock(sheet, block, [{ column, ascending: !descending }]))
    },
    copySheet: async name =>
      book.edit('Copy sheet', () => copySheet(book.sheet(name), book.sheets.indexOf(book.sheet(name)) + 1)).name,
    deleteSheet: name => edit('Delete sheet', () => deleteSheet(book.sheet(name))),
    undo: async () => {
      book.undo()
    },
    hideRows: (name, row, count) => edit('Hide', () => setRowsHidden(book.sheet(name), row - 1, count, true)),
    paint: (name, address, colour) => {
      const { sheet, block } = at(name, address)
      return edit('Fill', () => formatCells(sheet, block, { fill: colour }))
    },
    sheets: async () => book.sheets.map(({ name }) => name),
    cells: async name => cellsOf(book, name),
    colour: async (name, address) => {
      const { sheet, block } = at(name, address)
      return sheet.look(block.row, block.column).fill
    },
    note: async (name, address) => {
      const { sheet, block } = at(name, address)
      const comment = book.comments.find(
        each => each.sheet === sheet && each.row === block.row && each.column === block.column,
      )
      return comment?.content ?? null
    },
  }
}

/** Every cell with content, calculated. */
export function cellsOf(book: Workbook, name: string): Map<string, CellValue> {
  book.calculator.ensure()
  const cells = new Map<string, CellValue>()
  const sheet = book.sheet(name)
  for (const [row, line] of sheet.grid.rows())
    for (const [column, cell] of line.entries())
      if (!isBlank(cell)) cells.set(cellAddress(row, column), sheet.value(row, column))
  return cells
}
