import type { Rect } from '../anchors/address.ts'
import type { SheetColumn } from '../anchors/find-columns.ts'

/** A table of the workbook, and where it is now. */
export interface TablePlace {
  readonly id: string
  readonly name: string
  readonly sheetId: string
  readonly sheet: string
  /** With header and totals. */
  readonly all: Rect
  /** The rows between them. */
  readonly body: Rect
  readonly hasTotals: boolean
  readonly columns: readonly SheetColumn[]
}

const rectProperties = ['rowIndex', 'columnIndex', 'rowCount', 'columnCount']

/** All tables, or those of one sheet. Two round trips. */
export async function tablePlaces(context: Excel.RequestContext, sheetId?: string): Promise<TablePlace[]> {
  const { workbook } = context
  const tables = sheetId === undefined ? workbook.tables : workbook.worksheets.getItem(sheetId).tables
  tables.load(['items/id', 'items/name', 'items/showTotals', 'items/showHeaders'])
  await context.sync()
  const loaded = tables.items.map(table => {
    const range = table.getRange()
    range.load(rectProperties)
    table.columns.load(['items/id', 'items/name'])
    table.worksheet.load(['id', 'name'])
    return { table, range }
  })
  await context.sync()
  return loaded.map(({ table, range }) => {
    const all = rectFrom(range)
    const above = table.showHeaders ? 1 : 0
    const below = table.showTotals ? 1 : 0
    return {
      id: table.id,
      name: table.name,
      sheetId: table.worksheet.id,
      sheet: table.worksheet.name,
      all,
      body: { ...all, row: all.row + above, rowCount: all.rowCount - above - below },
      hasTotals: table.showTotals,
      columns: table.columns.items.map(({ id, name }) => ({ id, heading: name })),
    }
  })
}

export const rectFrom = (range: Excel.Range): Rect => ({
  row: range.rowIndex,
  column: range.columnIndex,
  rowCount: range.rowCount,
  columnCount: range.columnCount,
})

/** The range of a rectangle; all ranges of the adapter are made here. */
export const rangeAt = (sheet: Excel.Worksheet, rect: Rect): Excel.Range =>
  sheet.getRangeByIndexes(rect.row, rect.column, rect.rowCount, rect.columnCount)
