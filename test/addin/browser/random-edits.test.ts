import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Book } from '../../../addin/workbook/browser/book.ts'
import type { BookState } from '../../../addin/workbook/browser/book-state.ts'
import { createBrowserWorkbook } from '../../../addin/workbook/browser/browser-workbook.ts'
import { copySheet, renameSheet } from '../../../addin/workbook/browser/change-sheets.ts'
import { setCells } from '../../../addin/workbook/browser/edit-cells.ts'
import { deleteColumns, insertColumns } from '../../../addin/workbook/browser/move-columns.ts'
import { deleteRows, insertRows } from '../../../addin/workbook/browser/move-rows.ts'
import { isBlank } from '../../../addin/workbook/browser/sheet-cells.ts'
import { sortRows } from '../../../addin/workbook/browser/sort-rows.ts'
import { tableArea } from '../../../addin/workbook/browser/table-area.ts'
import { WorkbookError } from '../../../addin/workbook/workbook.ts'
import { sampleTable } from './sample-table.ts'

const place = fc.nat({ max: 9 })
const structure = { kind: 'structure' } as const

/** What a person does; places from 0, near the table, which begins at C3. */
const edits = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('type' as const), row: place, column: place, text: fc.string({ maxLength: 3 }) }),
    fc.record({ do: fc.constant('insertRows' as const), row: place }),
    fc.record({ do: fc.constant('deleteRows' as const), row: place }),
    fc.record({ do: fc.constant('insertColumns' as const), row: place }),
    fc.record({ do: fc.constant('deleteColumns' as const), row: place }),
    fc.record({ do: fc.constant('sort' as const), column: place, down: fc.boolean() }),
    fc.record({ do: fc.constant('rename' as const), text: fc.string({ maxLength: 3 }) }),
    fc.record({ do: fc.constant('copy' as const) }),
    fc.record({ do: fc.constant('undo' as const) }),
  ),
  { maxLength: 12 },
)

/** Every cell with content outside of this table, by sheet and place. */
function outside(state: BookState, tableId: string): string[] {
  const table = state.tables.find(({ id }) => id === tableId)
  const area = table && tableArea(table)
  return state.sheets.flatMap(sheet =>
    sheet.rows.flatMap((cells, row) =>
      cells.flatMap((value, column) => {
        const inside =
          table?.sheetId === sheet.id &&
          area !== undefined &&
          [row >= area.top, row <= area.bottom, column >= area.left, column <= area.right].every(Boolean)
        return inside || isBlank(value) ? [] : [`${sheet.id}!${row},${column}=${value}`]
      }),
    ),
  )
}

test('after any edits of a person a refresh changes no cell outside its table, or refuses and changes nothing', async () => {
  let refreshed = 0
  await fc.assert(
    fc.asyncProperty(edits, fc.boolean(), async (steps, overwriteEdits) => {
      let ids = 0
      const book = new Book(() => `id-${++ids}`)
      const workbook = createBrowserWorkbook(book)
      const sheet = {
        id: 's',
        name: 'S',
        rows: [],
        formats: [],
        widths: [],
        hiddenRows: new Set<number>(),
        origin: null,
      }
      book.change(structure, state => ({ ...state, sheets: [sheet] }))
      book.select('s', 2, 2)
      const { id } = await workbook.writeTable(sampleTable(), { kind: 'new', at: 'selection' })
      const first = book.state
      for (const step of steps) perform(book, step)
      const before = book.state
      const around = outside(before, id)
      const next = sampleTable([
        ['Larkspur Logistics', '2026-08', 4_500, -20],
        ['Summit Orthopedics', '2026-08', 800, 12],
      ])
      try {
        const written = await workbook.writeTable(next, { kind: 'pulled', id, overwriteEdits })
        refreshed++
        const [table] = (await workbook.pulledTables({ content: true })).filter(each => each.id === id)
        expect(table).toMatchObject({ state: 'intact', address: written.address })
        // Rows by their keys: each says what the answer says of it.
        const found = new Map(table?.content?.rows.map(({ key, cells }) => [key, cells.map(cell => cell ?? null)]))
        for (const { key, cells } of next.rows) {
          const order = table?.content?.columns.map(column => next.columns.findIndex(each => each.key === column)) ?? []
          expect(found.get(key)).toEqual(order.map(at => cells[at] ?? null))
        }
        const grown = tableArea(book.state.tables.find(each => each.id === id) ?? first.tables[0]!)
        expect(grown.bottom).toBeGreaterThanOrEqual(grown.top + 2)
        // What stands outside now stood there before; cells that the table has grown over were blank.
        expect(outside(book.state, id).sort()).toEqual(around.sort())
      } catch (error) {
        if (!(error instanceof WorkbookError)) throw error
        expect(error.message.length).toBeGreaterThan(20)
        // A table that is gone is forgotten then; nothing else is any other.
        if (error.kind === 'gone') expect(book.state.sheets).toBe(before.sheets)
        else expect(book.state).toBe(before)
      }
    }),
    { numRuns: 400 },
  )
  // Refusing always would be easy.
  expect(refreshed).toBeGreaterThan(100)
})

function perform(book: Book, step: ReturnType<typeof edits.generate>['value'][number]): void {
  const change = (make: (state: BookState) => BookState) => book.change(structure, make)
  switch (step.do) {
    case 'type':
      setCells(book, 's', step.row, step.column, [[step.text]])
      return
    case 'insertRows':
      change(state => insertRows(state, 's', step.row, 1))
      return
    case 'deleteRows':
      change(state => deleteRows(state, 's', step.row, 1))
      return
    case 'insertColumns':
      change(state => insertColumns(state, 's', step.row, 1))
      return
    case 'deleteColumns':
      change(state => deleteColumns(state, 's', step.row, 1))
      return
    case 'sort': {
      const [table] = book.state.tables
      if (!table) return
      const { top, ...area } = tableArea(table)
      change(state => sortRows(state, 's', { ...area, top: top + 1 }, step.column, step.down))
      return
    }
    case 'rename':
      change(state => renameSheet(state, 's', step.text))
      return
    case 'copy':
      change(state => copySheet(state, 's', book.newId))
      return
    case 'undo':
      // Never the table itself.
      if (book.state.tables.length > 0) book.undo()
      if (book.state.tables.length === 0) book.redo()
  }
}
