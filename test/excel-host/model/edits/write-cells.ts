import { type Cell, formulaCell, isBlank, plainCell } from '../cell.ts'
import { invalidArgument } from '../excel-fault.ts'
import { lookWith } from '../look.ts'
import { type Entry, numberText, parseEntry } from '../number-text.ts'
import { intersection, overlap, type Rectangle, rectangle } from '../rectangle.ts'
import type { Sheet } from '../sheet.ts'
import { renameColumns } from '../table/column-names.ts'
import type { Table } from '../table/table.ts'
import { checkWritable } from './check-writable.ts'

/** Puts contents into cells, which keep their looks; undefined leaves a cell as it is. */
export function writeEntries(sheet: Sheet, at: Rectangle, entries: readonly (readonly (Entry | undefined)[])[]): void {
  checkWritable(sheet, at)
  const cells = entries.map((line, r) => {
    const row = sheet.grid.row(at.row + r)
    return line.map((entry, c) => {
      const before = row?.[at.column + c]
      return entry ? written(sheet, at.row + r, at.column + c, before, entry) : before
    })
  })
  sheet.grid.put(at.row, at.column, cells)
  for (const table of sheet.workbook.tablesOf(sheet))
    if (table.showHeaders && overlap(table.headerRow, at)) headingsFromCells(table)
  sheet.workbook.tell({ kind: 'cells', sheet, block: at, type: 'RangeEdited' })
}

/** Values or formulas as an add-in writes them: null leaves a cell, "" empties it, strings are read as if typed. */
export function writeMatrix(sheet: Sheet, at: Rectangle, matrix: readonly (readonly unknown[])[]): void {
  const entries = matrix.map((line, r) =>
    line.map((value, c) => entryOf(value, () => sheet.look(at.row + r, at.column + c).numberFormat)),
  )
  writeEntries(sheet, at, entries)
}

function entryOf(value: unknown, numberFormat: () => string): Entry | undefined {
  switch (typeof value) {
    case 'number':
      if (!Number.isFinite(value)) throw invalidArgument()
      return { value, formula: null, numberFormat: null }
    case 'boolean':
      return { value, formula: null, numberFormat: null }
    case 'string':
      if (value.length > 32_767) throw invalidArgument()
      return parseEntry(value, numberFormat())
    default:
      if (value === null || value === undefined) return undefined
      throw invalidArgument()
  }
}

function written(sheet: Sheet, row: number, column: number, before: Cell | undefined, entry: Entry): Cell | undefined {
  const own = before?.look ?? sheet.look(row, column)
  const look =
    entry.numberFormat !== null && own.numberFormat === 'General'
      ? lookWith(own, { numberFormat: entry.numberFormat })
      : own
  if (entry.formula !== null) return formulaCell(entry.formula, look)
  if (entry.value === null && !before) return undefined
  return plainCell(entry.value, look)
}

/** Header cells of a table are texts, all different; what stands there names the columns. */
export function headingsFromCells(table: Table): void {
  const { sheet, headerRow } = table
  const texts = table.columns.map((column, index) => {
    const cell = sheet.cell(headerRow.row, headerRow.column + index)
    if (isBlank(cell)) return ''
    return cell?.formula ? column.name : numberText(cell?.value ?? '', cell?.look.numberFormat ?? 'General')
  })
  renameColumns(table, texts)
  showHeadings(table)
}

/** Writes the names of the columns into the header row. */
export function showHeadings(table: Table): void {
  const { sheet, headerRow } = table
  if (!table.showHeaders) return
  const cells = table.columns.map(({ name }, index) => {
    const before = sheet.cell(headerRow.row, headerRow.column + index)
    return before && before.value === name && !before.formula
      ? before
      : plainCell(name, before?.look ?? sheet.look(headerRow.row, headerRow.column + index))
  })
  if (cells.some((cell, index) => cell !== sheet.cell(headerRow.row, headerRow.column + index)))
    sheet.grid.put(headerRow.row, headerRow.column, [cells])
}

export type Cleared = 'All' | 'Contents' | 'Formats'

/** Empties cells. Header cells of tables keep a text; a table that is wholly inside goes with `All`. */
export function clearCells(sheet: Sheet, block: Rectangle, what: Cleared): void {
  const used = sheet.grid.used(false)
  const area = used && intersection(block, used)
  if (!area) return
  checkWritable(sheet, area)
  const cells = sheet.grid.block(area).map(line =>
    line.map(cell => {
      if (!cell) return undefined
      if (what === 'Formats') return { ...cell, look: lookWith(cell.look, { ...plain }) }
      if (what === 'All') return undefined
      return plainCell(null, cell.look)
    }),
  )
  sheet.grid.put(area.row, area.column, cells)
  for (const table of sheet.workbook.tablesOf(sheet))
    if (table.showHeaders && what !== 'Formats' && overlap(table.headerRow, area)) headingsFromCells(table)
  if (what !== 'Formats')
    sheet.workbook.tell({
      kind: 'cells',
      sheet,
      block: rectangle(area.row, area.column, area.height, area.width),
      type: 'RangeEdited',
    })
}

const plain = {
  numberFormat: 'General',
  fill: null,
  fontColor: null,
  bold: false,
  italic: false,
  underline: false,
  horizontalAlignment: 'General',
  wrapText: false,
  borders: {},
}
