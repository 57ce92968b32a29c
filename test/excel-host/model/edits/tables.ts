import { plainCell } from '../cell.ts'
import { alreadyExists, invalidArgument, invalidOperation } from '../excel-fault.ts'
import { renameTableIn } from '../formula/rewrite.ts'
import { overlap, type Rectangle, rectangle, sameRectangle } from '../rectangle.ts'
import type { Sheet } from '../sheet.ts'
import { uniqueHeading } from '../table/column-names.ts'
import { Table, type TableColumn } from '../table/table.ts'
import { checkAllowed } from './check-writable.ts'
import { insertCells } from './insert-cells.ts'
import { rewriteFormulas } from './rewrite-formulas.ts'
import { headingsFromCells, showHeadings } from './write-cells.ts'

const overlaps = "A table can't overlap another table."

/** Makes cells a table; without headers in them, a header row is put above. */
export function addTable(sheet: Sheet, block: Rectangle, hasHeaders: boolean): Table {
  const { workbook } = sheet
  checkAllowed(sheet, 'allowFormatCells')
  if (workbook.tablesOf(sheet).some(other => overlap(other.block, block))) throw invalidArgument(overlaps)
  let area = block
  if (!hasHeaders) {
    insertCells(sheet, rectangle(block.row, block.column, 1, block.width), 'Down')
    area = { ...block, height: block.height + 1 }
  }
  // A table has one row of data at least.
  if (area.height === 1) area = { ...area, height: 2 }
  const number = nextTableNumber(sheet)
  const columns = Array.from({ length: area.width }, (_, index) => ({ id: index + 1, name: `Column${index + 1}` }))
  const id = `{${String(workbook.nextNumber()).padStart(8, '0')}-1111-4222-8333-444444444444}`
  const table = new Table(id, `Table${number}`, sheet, area, columns)
  workbook.journal.set(workbook, 'tables', [...workbook.tables, table])
  headingsFromCells(table)
  workbook.tell({ kind: 'table-added', table })
  return table
}

function nextTableNumber({ workbook }: Sheet): number {
  let number = workbook.tables.length + 1
  while (workbook.findTable(`Table${number}`)) number++
  return number
}

export function renameTable(table: Table, name: string): void {
  const { workbook } = table.sheet
  if (!/^[\p{L}_\\][\p{L}\p{N}_.\\]*$/u.test(name) || name.length > 255 || /^[A-Za-z]{1,3}\d+$|^[RrCc]$/.test(name))
    throw invalidArgument()
  const other = workbook.findTable(name)
  if ((other && other !== table) || workbook.names.some(known => known.name.toLowerCase() === name.toLowerCase()))
    throw alreadyExists()
  const before = table.name
  if (before === name) return
  workbook.journal.set(table, 'name', name)
  rewriteFormulas(workbook, formula => renameTableIn(formula, before, name))
  workbook.tell({ kind: 'other' })
}

/** The header row stays where it is, as in Excel; new columns take their names from the cells, or "Column1". */
export function resizeTable(table: Table, block: Rectangle): void {
  const { workbook } = table.sheet
  if (block.row !== table.block.row || !overlap(block, table.block) || block.height < 2) throw invalidArgument()
  if (workbook.tablesOf(table.sheet).some(other => other !== table && overlap(other.block, block)))
    throw invalidArgument(overlaps)
  if (sameRectangle(block, table.block)) return
  const columns: TableColumn[] = []
  let id = Math.max(...table.columns.map(column => column.id))
  for (let index = 0; index < block.width; index++) {
    const known = table.columns[block.column + index - table.block.column]
    if (known) columns.push(known)
    else {
      id += 1
      const text = table.sheet.value(block.row, block.column + index)
      const taken = [...table.columns, ...columns].map(column => column.name)
      columns.push({ id, name: uniqueHeading(text === null ? '' : String(text), taken) })
    }
  }
  workbook.journal.set(table, 'block', block)
  workbook.journal.set(table, 'columns', columns)
  showHeadings(table)
  workbook.tell({ kind: 'other' })
}

/** Deletes the table with its cells; whatever stands below moves up. */
export function deleteTable(table: Table): void {
  const { sheet, block } = table
  dropTable(table)
  const blank = Array.from({ length: block.height }, () => Array.from({ length: block.width }, () => undefined))
  sheet.grid.put(block.row, block.column, blank)
  sheet.workbook.tell({ kind: 'cells', sheet, block, type: 'RangeEdited' })
}

/** The table becomes plain cells. */
export function dropTable(table: Table): void {
  const { workbook } = table.sheet
  workbook.journal.set(
    workbook,
    'tables',
    workbook.tables.filter(other => other !== table),
  )
  workbook.tell({ kind: 'table-deleted', table })
}

/** Rows of a table, by index among its data; cells below the table move down, those beside it stay. */
export function insertTableRows(table: Table, index: number, count: number): void {
  const { body, sheet, block } = table
  const rows = block.height - (table.showHeaders ? 1 : 0) - (table.showTotals ? 1 : 0)
  if (index < 0 || index > rows) throw invalidArgument()
  const at = body.row + index
  insertCells(sheet, rectangle(at, block.column, count, block.width), 'Down')
  const grown = { ...block, height: block.height + count }
  if (!sameRectangle(table.block, grown)) sheet.workbook.journal.set(table, 'block', grown)
}

export function setTotals(table: Table, show: boolean): void {
  const { sheet, block } = table
  if (table.showTotals === show) return
  const { journal } = sheet.workbook
  if (show) {
    insertCells(sheet, rectangle(block.row + block.height, block.column, 1, block.width), 'Down')
    journal.set(table, 'block', { ...block, height: block.height + 1 })
    journal.set(table, 'showTotals', true)
    sheet.grid.put(block.row + block.height, block.column, [[plainCell('Total')]])
  } else {
    if (block.height < 2) throw invalidOperation()
    journal.set(table, 'showTotals', false)
    journal.set(table, 'block', { ...block, height: block.height - 1 })
    sheet.grid.put(block.row + block.height - 1, block.column, [Array.from({ length: block.width }, () => undefined)])
  }
}
