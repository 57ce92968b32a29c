import { Model } from '@ironcalc/wasm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { loadIronCalcInNode } from '../node-host.ts'
import { deleteCells, insertCells, wholeColumns, wholeRows } from './edits/insert-cells.ts'
import { addSheet, renameSheet } from './edits/sheets.ts'
import { sortBlock } from './edits/sort.ts'
import { addTable, insertTableRows, renameTable, resizeTable } from './edits/tables.ts'
import { typeText } from './edits/type-text.ts'
import { writeMatrix } from './edits/write-cells.ts'
import { rectangle } from './rectangle.ts'
import { Workbook } from './workbook.ts'

beforeAll(loadIronCalcInNode)

const formulas = ['=A3', '=$A$3+B5', '=SUM(A2:A6)', '=SUM($B$2:C7)', '=SUM(B:C)', '=A1&"A3"&D9', '=Other!A3+A3']

/** Formulas of a column far to the right, after an edit made by our model and by IronCalc's own. */
function both(edit: { axis: 'row' | 'column'; at: number; count: number }): { ours: string[]; theirs: string[] } {
  const book = new Workbook(['Main', 'Other'])
  const sheet = book.sheet('Main')
  const model = new Model('oracle', 'en', 'UTC', 'en')
  model.renameSheet(0, 'Main')
  model.newSheet()
  model.renameSheet(1, 'Other')
  // Row 20, column 20: outside of what is inserted or deleted.
  for (const [index, formula] of formulas.entries()) {
    writeMatrix(sheet, rectangle(19 + index, 19), [[formula]])
    model.setUserInput(0, 20 + index, 20, formula)
  }
  const rows = edit.axis === 'row'
  const count = Math.abs(edit.count)
  const block = rows ? wholeRows(edit.at, count) : wholeColumns(edit.at, count)
  if (edit.count > 0) insertCells(sheet, block, rows ? 'Down' : 'Right')
  else deleteCells(sheet, block, rows ? 'Up' : 'Left')
  if (edit.count > 0 && rows) model.insertRows(0, edit.at + 1, count)
  else if (edit.count > 0) model.insertColumns(0, edit.at + 1, count)
  else if (rows) model.deleteRows(0, edit.at + 1, count)
  else model.deleteColumns(0, edit.at + 1, count)
  const [row, column] = [19 + (rows ? edit.count : 0), 19 + (rows ? 0 : edit.count)]
  return {
    ours: formulas.map((_, index) => sheet.cell(row + index, column)?.formula ?? ''),
    theirs: formulas.map((_, index) => model.getCellContent(0, row + index + 1, column + 1)),
  }
}

test('references move as another spreadsheet moves them, whatever comes or goes', () => {
  const edits = fc.record({
    axis: fc.constantFrom('row' as const, 'column' as const),
    at: fc.integer({ min: 0, max: 10 }),
    count: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: -4, max: -1 })),
  })
  fc.assert(
    fc.property(edits, edit => {
      const { ours, theirs } = both(edit)
      for (const [index, formula] of ours.entries()) {
        // A range that lost its corner shrinks in Excel; IronCalc makes #REF! of it.
        if (theirs[index]?.includes('#REF!')) continue
        expect(formula.replaceAll(' ', '')).toBe(theirs[index]?.replaceAll(' ', ''))
      }
    }),
    { numRuns: 60 },
  )
})

test('undo takes every edit back, redo makes it again', () => {
  const edits = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.nat(6), fc.nat(3)), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(edits, list => {
      const book = new Workbook(['Data'])
      const sheet = book.sheet('Data')
      book.edit('write', () =>
        writeMatrix(sheet, rectangle(1, 1, 3, 3), [
          ['A', 'B', 'C'],
          [3, 1, '=B3*2'],
          [2, 5, '=B4*2'],
        ]),
      )
      book.edit('table', () => addTable(sheet, rectangle(1, 1, 3, 3), true))
      const states = [state(book)]
      for (const [kind, row, column] of list) {
        try {
          book.edit('edit', () => {
            if (kind === 0) insertCells(sheet, wholeRows(row, 1 + column), 'Down')
            else if (kind === 1) deleteCells(sheet, wholeRows(row, 1), 'Up')
            else if (kind === 2) insertCells(sheet, wholeColumns(column, 1), 'Right')
            else if (kind === 3)
              sortBlock(sheet, rectangle(2, 1, 2, 3), [{ column: column % 3, ascending: row % 2 === 0 }])
            else if (kind === 4) typeText(sheet, row, column, `=A${column + 1}+${row}`)
            else if (kind === 5) renameSheet(sheet, `Sheet ${row}${column}`)
            else addSheet(book)
          })
          states.push(state(book))
        } catch {
          // Refused: nothing may have changed.
          expect(state(book)).toBe(states.at(-1))
        }
      }
      const distinct = states.filter((each, index) => each !== states[index - 1])
      for (const before of distinct.slice(0, -1).reverse()) {
        while (state(book) !== before && book.undo() !== null) {
          // A step may change nothing that is seen.
        }
        expect(state(book)).toBe(before)
      }
      while (book.redo() !== null) {
        // To the end.
      }
      expect(state(book)).toBe(states.at(-1))
    }),
    { numRuns: 60 },
  )
})

/** Everything that a person sees, as text. */
function state(book: Workbook): string {
  return JSON.stringify([
    book.sheets.map(sheet => [
      sheet.name,
      [...sheet.grid.rows()].map(([row, cells]) => [
        row,
        cells.map((cell, column) => cell?.formula ?? cell?.value ?? (column < cells.length ? null : undefined)),
      ]),
    ]),
    book.tables.map(({ name, block, columns }) => [name, block, columns]),
  ])
}

test('structured references stay right when tables grow, move, and are renamed', () => {
  const book = new Workbook(['Data'])
  const sheet = book.sheet('Data')
  const sum = () => sheet.value(0, 5)
  book.edit('write', () => {
    writeMatrix(sheet, rectangle(2, 1, 3, 2), [
      ['Client', 'Revenue'],
      ['Acme', 10],
      ['Birch', 20],
    ])
    renameTable(addTable(sheet, rectangle(2, 1, 3, 2), true), 'Margins')
    writeMatrix(sheet, rectangle(0, 5), [['=SUM(Margins[Revenue])']])
  })
  const [table] = book.tables
  expect(sum()).toBe(30)
  book.edit('rows', () => {
    insertTableRows(table!, 2, 1)
    writeMatrix(sheet, rectangle(5, 1, 1, 2), [['Cedar', 5]])
  })
  expect(sum()).toBe(35)
  book.edit('heading', () => typeText(sheet, 2, 2, 'Sales'))
  expect(sheet.cell(0, 5)?.formula).toBe('=SUM(Margins[Sales])')
  book.edit('rename', () => renameTable(table!, 'Result'))
  expect(sheet.cell(0, 5)?.formula).toBe('=SUM(Result[Sales])')
  book.edit('column', () => insertCells(sheet, wholeColumns(2, 1), 'Right'))
  expect(sheet.value(0, 6)).toBe(35)
  book.edit('resize', () => resizeTable(table!, { ...table!.block, height: 3 }))
  expect(sheet.value(0, 6)).toBe(30)
  while (book.undo() !== null) {
    // Back to the beginning.
  }
  expect(sheet.used()).toBeNull()
  expect(book.tables).toEqual([])
})
