import { type TableModel, type Work, WorkbookError, type WrittenTable } from '../workbook.ts'
import { type Area, areaAddress, cellAddress, overlap } from './address.ts'
import type { Book } from './book.ts'
import type { SheetState, TableState, WrittenContent } from './book-state.ts'
import { addSheet, newSheet, tableName } from './change-sheets.ts'
import { checksum } from './checksum.ts'
import { changeSheet } from './move-rows.ts'
import { cellAt, isBlank, withBlock, withFormats } from './sheet-cells.ts'
import { tableArea } from './table-area.ts'
import { writtenContent } from './written-content.ts'

/** A new table at the selected cell, or on a sheet of its own. Throws `occupied` where cells are in the way. */
export async function writeNewTable(
  book: Book,
  model: TableModel,
  at: 'selection' | 'sheet',
  work?: Work,
): Promise<WrittenTable> {
  const written = await writtenContent(model, work)
  const { selection } = book
  const chosen = at === 'selection' && selection ? book.sheet(selection.sheetId) : undefined
  const sheet = chosen ?? newSheet(book.newId(), model.title)
  const top = chosen && selection ? selection.area.top : 0
  const left = chosen && selection ? selection.area.left : 0
  const area = { top, left, bottom: top + Math.max(1, model.rows.length), right: left + model.columns.length - 1 }
  refuseOccupied(book, model.title, sheet, area)

  const name = tableName(book.state, model.title)
  const table: TableState = {
    ...{ id: book.newId(), name, sheetId: sheet.id, top, left },
    columnKeys: model.columns.map(({ key }) => key),
    rowKeys: model.rows.map(({ key }) => key),
    ...{ written, provenance: model.provenance, checksum: checksum(written, model.provenance) },
    ...{ chart: model.chart ?? null, copyOf: null },
  }
  book.change({ kind: 'structure' }, state => {
    const base = chosen ? state : addSheet(state, sheet)
    const sheets = changeSheet(base, sheet.id, each => laid(each, table, written))
    return { ...base, sheets, tables: [...base.tables, table] }
  })
  book.select(sheet.id, top, left)
  work?.progress?.(1, `Writing "${model.title}"`)
  return {
    ...{ id: table.id, name, sheet: book.sheet(sheet.id)?.name ?? sheet.name, address: areaAddress(area) },
    ...{ rowsAdded: model.rows.length, rowsRemoved: 0, rowsEmptied: 0 },
    cellsChanged: (model.rows.length + 1) * model.columns.length,
  }
}

function refuseOccupied(book: Book, title: string, sheet: SheetState, area: Area): void {
  const other = book.state.tables.find(table => table.sheetId === sheet.id && overlap(tableArea(table), area))
  if (other)
    throw new WorkbookError(
      'occupied',
      `Inserting "${title}": the table "${other.name}" is in the way at ${areaAddress(tableArea(other))}; select a free cell, or insert on a new sheet`,
    )
  for (let row = area.top; row <= Math.min(area.bottom, sheet.rows.length); row++)
    for (let column = area.left; column <= area.right; column++)
      if (!isBlank(cellAt(sheet, row, column)))
        throw new WorkbookError(
          'occupied',
          `Inserting "${title}": ${cellAddress(row, column)} of "${sheet.name}" is not empty; select a free cell, or insert on a new sheet`,
        )
}

function laid(sheet: SheetState, { top, left }: TableState, { columns, rows }: WrittenContent): SheetState {
  const block = [columns.map(({ heading }) => heading), ...[...rows.values()].map(({ cells }) => cells)]
  const formatted = withFormats(
    withBlock(sheet, top, left, block),
    { top: top + 1, left, bottom: top + rows.size },
    columns.map(({ numberFormat }) => numberFormat),
  )
  const widths = sheet.widths.slice()
  while (widths.length < left) widths.push(undefined)
  const sample = [...rows.values().take(500)]
  for (const [index, { heading, kind }] of columns.entries()) {
    const names = kind === 'dimension' || kind === 'text'
    const longest = names ? Math.max(0, ...sample.map(({ cells }) => String(cells[index] ?? '').length)) : 0
    const wide = Math.min(40, Math.max(names ? 12 : 14, longest + 2, heading.length + 3))
    widths[left + index] = Math.max(widths[left + index] ?? 0, wide)
  }
  return { ...formatted, widths }
}
