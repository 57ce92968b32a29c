import fc from 'fast-check'
import { formatCells } from '../../../excel-host/model/edits/format-cells.ts'
import { deleteCells, insertCells, wholeColumns, wholeRows } from '../../../excel-host/model/edits/insert-cells.ts'
import { copySheet, renameSheet } from '../../../excel-host/model/edits/sheets.ts'
import { sortTable } from '../../../excel-host/model/edits/sort.ts'
import { insertTableRows, renameTable } from '../../../excel-host/model/edits/tables.ts'
import { typeText } from '../../../excel-host/model/edits/type-text.ts'
import { rectangle } from '../../../excel-host/model/rectangle.ts'
import type { Sheet } from '../../../excel-host/model/sheet.ts'
import type { Workbook } from '../../../excel-host/model/workbook.ts'

/** What a person does to a workbook; numbers are taken modulo what there is. */
export type PersonEdit =
  | { readonly does: 'insert rows' | 'delete rows'; readonly row: number; readonly count: number }
  | { readonly does: 'insert column' | 'delete column'; readonly column: number }
  | { readonly does: 'insert table row' | 'delete table row' | 'clear table row'; readonly at: number }
  | { readonly does: 'duplicate table row'; readonly at: number; readonly to: number }
  | { readonly does: 'sort'; readonly column: number; readonly ascending: boolean }
  | { readonly does: 'type inside' | 'type a label'; readonly row: number; readonly column: number }
  | { readonly does: 'type outside'; readonly row: number; readonly column: number; readonly formula: boolean }
  | { readonly does: 'rename heading' | 'add own column' | 'rename table' | 'rename sheet' | 'copy sheet' }
  | { readonly does: 'undo' | 'redo' | 'paint' }

const small = fc.nat(20)
const does = <Name extends PersonEdit['does']>(...names: readonly Name[]) => fc.constantFrom(...names)

export const personEdit: fc.Arbitrary<PersonEdit> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      does: does('insert rows', 'delete rows'),
      row: small,
      count: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: does('insert column', 'delete column'), column: fc.nat(8) }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: does('insert table row', 'delete table row', 'clear table row'), at: small }),
  },
  { weight: 1, arbitrary: fc.record({ does: does('duplicate table row'), at: small, to: small }) },
  { weight: 3, arbitrary: fc.record({ does: does('sort'), column: small, ascending: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ does: does('type inside', 'type a label'), row: small, column: small }) },
  {
    weight: 5,
    arbitrary: fc.record({ does: does('type outside'), row: fc.nat(14), column: fc.nat(7), formula: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: does('rename heading', 'add own column', 'rename table', 'rename sheet', 'copy sheet'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: does('undo', 'redo', 'paint') }) },
)

/** Does it on the sheet of the first table; what the workbook refuses is not done. `token` is a number nobody else typed. */
export function doEdit(book: Workbook, edit: PersonEdit, token: number): void {
  try {
    if (edit.does === 'undo') book.undo()
    else if (edit.does === 'redo') book.redo()
    else book.edit(edit.does, () => change(book, edit, token))
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ExcelFault')) throw error
  }
}

function change(book: Workbook, edit: PersonEdit, token: number): unknown {
  const table = book.tables[0]
  const sheet = table?.sheet ?? book.activeSheet
  if (edit.does === 'insert rows') return insertCells(sheet, wholeRows(edit.row, edit.count), 'Down')
  if (edit.does === 'delete rows') return deleteCells(sheet, wholeRows(edit.row, edit.count), 'Up')
  if (edit.does === 'insert column') return insertCells(sheet, wholeColumns(edit.column, 1), 'Right')
  if (edit.does === 'delete column') return deleteCells(sheet, wholeColumns(edit.column, 1), 'Left')
  if (edit.does === 'type outside') return typeOutside(sheet, edit, token)
  if (edit.does === 'rename sheet') return renameSheet(sheet, `Sheet of ${token}`)
  if (edit.does === 'copy sheet') return copySheet(sheet, book.sheets.length)
  if (!table) return null
  const { body, headerRow } = table
  const row = (at: number) => rectangle(body.row + (at % body.height), body.column, 1, body.width)
  switch (edit.does) {
    case 'insert table row':
      return insertTableRows(table, edit.at % (body.height + 1), 1)
    case 'delete table row':
      return body.height > 1 ? deleteCells(sheet, row(edit.at), 'Up') : null
    case 'clear table row':
      return typeLine(sheet, row(edit.at), new Array(body.width).fill(''))
    case 'duplicate table row': {
      const from = row(edit.at)
      const texts = Array.from({ length: body.width }, (_, at) => String(sheet.value(from.row, from.column + at) ?? ''))
      return typeLine(sheet, row(edit.to), texts)
    }
    case 'sort':
      return sortTable(table, [{ column: edit.column % body.width, ascending: edit.ascending }])
    case 'type inside':
      return typeText(sheet, row(edit.row).row, body.column + (edit.column % body.width), String(token))
    case 'type a label':
      return typeText(sheet, row(edit.row).row, body.column, `Client ${token}`)
    case 'rename heading':
      return typeText(sheet, headerRow.row, headerRow.column + (token % body.width), `Heading ${token}`)
    case 'add own column':
      return typeText(sheet, headerRow.row, headerRow.column + headerRow.width, `Own ${token}`)
    case 'rename table':
      return renameTable(table, `Table_${token}`)
    default:
      return formatCells(sheet, row(0), { fill: '#FFFF00' })
  }
}

function typeLine(sheet: Sheet, at: { readonly row: number; readonly column: number }, texts: readonly string[]): void {
  for (const [column, text] of texts.entries())
    typeText(sheet, at.row, at.column + column, text === '' || text.startsWith('=') ? '' : `'${text}`)
}

/** Anywhere but in a table. */
function typeOutside(
  sheet: Sheet,
  { row, column, formula }: { readonly row: number; readonly column: number; readonly formula: boolean },
  token: number,
): void {
  const isInside = sheet.workbook
    .tablesOf(sheet)
    .some(
      ({ block }) =>
        row >= block.row &&
        row < block.row + block.height &&
        column >= block.column &&
        column < block.column + block.width,
    )
  if (!isInside) typeText(sheet, row, column, formula ? `=SUM(C1:C${token % 30})+${token}` : String(token))
}
