import { areaAddress, readArea } from '../../../addin/workbook/browser/address.ts'
import { Book } from '../../../addin/workbook/browser/book.ts'
import { createBrowserWorkbook } from '../../../addin/workbook/browser/browser-workbook.ts'
import { addSheet, copySheet, deleteSheet, newSheet } from '../../../addin/workbook/browser/change-sheets.ts'
import { setCells } from '../../../addin/workbook/browser/edit-cells.ts'
import { changeSheet, deleteRows, insertRows } from '../../../addin/workbook/browser/move-rows.ts'
import { isBlank } from '../../../addin/workbook/browser/sheet-cells.ts'
import { sortRows } from '../../../addin/workbook/browser/sort-rows.ts'
import type { CellValue } from '../../../addin/workbook/workbook.ts'
import { workbookContract } from '../workbook/contract.ts'
import type { OpenWorkbook, Person } from '../workbook/person.ts'

const open: OpenWorkbook = async sheets => {
  let ids = 0
  const book = new Book(() => `id-${++ids}`)
  for (const [name, rows] of Object.entries(sheets))
    book.amend({ kind: 'structure' }, state => addSheet(state, { ...newSheet(book.newId(), name), rows }))
  const first = book.state.sheets[0]
  if (first) book.select(first.id, 0, 0)
  return { workbook: createBrowserWorkbook(book), person: personAt(book) }
}

function personAt(book: Book): Person {
  const sheetOf = (name: string) => {
    const sheet = book.state.sheets.find(each => each.name === name)
    if (!sheet) throw new Error(`There is no sheet ${name}.`)
    return sheet
  }
  const areaOf = (address: string) => {
    const area = readArea(address)
    if (!area) throw new Error(`${address} is no address.`)
    return area
  }
  const structure = { kind: 'structure' } as const
  const markAt = (sheet: string, address: string) => {
    const { top, left } = areaOf(address)
    const { id } = sheetOf(sheet)
    return book.state.marks.filter(
      mark => mark.sheetId === id && mark.row === top && (mark.column === null || mark.column === left),
    )
  }
  return {
    type: async (sheet, address, entry) => {
      const { top, left } = areaOf(address)
      setCells(book, sheetOf(sheet).id, top, left, [[entry]])
    },
    select: async (sheet, address) => {
      const area = areaOf(address)
      book.select(sheetOf(sheet).id, area.top, area.left, area)
    },
    insertRows: async (sheet, row, count) =>
      book.change(structure, state => insertRows(state, sheetOf(sheet).id, row - 1, count)),
    deleteRows: async (sheet, row, count) =>
      book.change(structure, state => deleteRows(state, sheetOf(sheet).id, row - 1, count)),
    sort: async (sheet, address, column, descending) => {
      const area = areaOf(address)
      book.change(structure, state => sortRows(state, sheetOf(sheet).id, area, area.left + column, descending))
    },
    copySheet: async sheet => {
      const before = new Set(book.state.sheets.map(({ id }) => id))
      book.change(structure, state => copySheet(state, sheetOf(sheet).id, book.newId))
      return book.state.sheets.find(({ id }) => !before.has(id))?.name ?? ''
    },
    deleteSheet: async sheet => book.change(structure, state => deleteSheet(state, sheetOf(sheet).id)),
    undo: async () => book.undo(),
    hideRows: async (sheet, row, count) => {
      const { id } = sheetOf(sheet)
      const rows = Array.from({ length: count }, (_, at) => row - 1 + at)
      book.change(structure, state => ({
        ...state,
        sheets: changeSheet(state, id, each => ({ ...each, hiddenRows: new Set([...each.hiddenRows, ...rows]) })),
      }))
    },
    paint: async () => {
      throw new Error('Cells of the page cannot be painted.')
    },
    sheets: async () => book.state.sheets.map(({ name }) => name),
    cells: async sheet => {
      const found = new Map<string, CellValue>()
      for (const [row, cells] of sheetOf(sheet).rows.entries())
        for (const [column, value] of cells.entries())
          if (!isBlank(value)) found.set(areaAddress({ top: row, left: column, bottom: row, right: column }), value)
      return found
    },
    colour: async (sheet, address) => markAt(sheet, address)[0]?.severity ?? null,
    note: async (sheet, address) => {
      const notes = markAt(sheet, address).map(({ note }) => note)
      return notes.length === 0 ? null : notes.join('\n')
    },
  }
}

workbookContract('the browser', open, { formulas: false, hideRows: true, paint: false })
