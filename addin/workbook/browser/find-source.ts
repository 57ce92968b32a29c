import { type Source, type SourceRef, WorkbookError } from '../workbook.ts'
import { type Area, areaAddress, readArea } from './address.ts'
import type { Book } from './book.ts'
import type { SheetState } from './book-state.ts'
import { usedArea } from './sheet-cells.ts'
import { tableArea } from './table-area.ts'

export interface FoundSource {
  readonly sheet: SheetState
  readonly area: Area
}

/** Where the cells of a source are now. Throws WorkbookError `gone` where there are none. */
export function findSource(book: Book, ref: SourceRef): FoundSource {
  switch (ref.kind) {
    case 'selection': {
      const { selection } = book
      const sheet = selection && book.sheet(selection.sheetId)
      if (!selection || !sheet)
        throw new WorkbookError('gone', 'Reading the selection: nothing is selected; select the cells first')
      return { sheet, area: withinContent(sheet, selection.area) }
    }
    case 'table': {
      const table = book.state.tables.find(each => each.id === ref.id)
      const sheet = table && book.sheet(table.sheetId)
      if (!table || !sheet)
        throw new WorkbookError('gone', 'Reading the table: it is not in this workbook any more; pick another source')
      return { sheet, area: tableArea(table) }
    }
    case 'sheet': {
      const sheet = book.sheet(ref.id)
      if (!sheet)
        throw new WorkbookError('gone', 'Reading the sheet: it is not in this workbook any more; pick another source')
      const area = usedArea(sheet)
      if (!area) throw new WorkbookError('gone', `Reading sheet "${sheet.name}": it is empty; put cells into it first`)
      return { sheet, area }
    }
    case 'range': {
      const sheet = book.sheet(ref.sheetId)
      const area = readArea(ref.address)
      if (!sheet)
        throw new WorkbookError(
          'gone',
          'Reading the cells: their sheet is not in this workbook any more; pick another source',
        )
      if (!area) throw new WorkbookError('gone', `Reading the cells: "${ref.address}" is no address such as A1:F20`)
      return { sheet, area }
    }
  }
}

/** What could be uploaded: the selection where it is more than a cell, pulled tables, sheets with content. */
export function sourcesOf(book: Book): Source[] {
  const sources: Source[] = []
  const { selection } = book
  const selected = selection && book.sheet(selection.sheetId)
  if (selected && selection.area.bottom > selection.area.top)
    sources.push(sourceOf({ kind: 'selection' }, 'Selection', selected, withinContent(selected, selection.area)))
  for (const table of book.state.tables) {
    const sheet = book.sheet(table.sheetId)
    if (sheet) sources.push(sourceOf({ kind: 'table', id: table.id }, table.name, sheet, tableArea(table)))
  }
  for (const sheet of book.state.sheets) {
    const area = usedArea(sheet)
    if (area) sources.push(sourceOf({ kind: 'sheet', id: sheet.id }, sheet.name, sheet, area))
  }
  return sources
}

const sourceOf = (ref: SourceRef, name: string, sheet: SheetState, area: Area): Source => ({
  ...{ ref, name, sheet: sheet.name, address: areaAddress(area) },
  ...{ rowCount: area.bottom - area.top + 1, columnCount: area.right - area.left + 1 },
})

/** A selection of whole rows or columns ends where the content does. */
function withinContent(sheet: SheetState, area: Area): Area {
  const used = usedArea(sheet)
  if (!used) return area
  const bottom = Math.max(area.top, Math.min(area.bottom, used.bottom))
  const right = Math.max(area.left, Math.min(area.right, used.right))
  return { ...area, bottom, right }
}
