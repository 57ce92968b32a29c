import { addressOf, overlap, type Rect, rectOf } from '../anchors/address.ts'
import { type Source, type SourceRef, WorkbookError } from '../workbook.ts'
import { rectFrom, tablePlaces } from './table-places.ts'

const rectProperties = ['rowIndex', 'columnIndex', 'rowCount', 'columnCount']

/** Selection, tables, and sheets with content. */
export async function listSources(context: Excel.RequestContext): Promise<Source[]> {
  const sheets = context.workbook.worksheets
  sheets.load(['items/id', 'items/name', 'items/visibility'])
  await context.sync()
  const visible = sheets.items.filter(({ visibility }) => visibility === 'Visible')
  const used = visible.map(sheet => ({ sheet, range: usedRange(sheet) }))
  const selected = await placeOfSelection(context)
  const tables = await tablePlaces(context)
  const selection = selected === null || selected.rect.rowCount * selected.rect.columnCount === 1 ? [] : [selected]
  return [
    ...selection.map(({ sheet, rect }) => source({ kind: 'selection' }, 'Selection', sheet, rect)),
    ...tables.map(({ id, name, sheet, all, hasTotals }) =>
      source({ kind: 'table', id }, name, sheet, hasTotals ? { ...all, rowCount: all.rowCount - 1 } : all),
    ),
    ...used
      .filter(({ range }) => !range.isNullObject)
      .map(({ sheet, range }) => source({ kind: 'sheet', id: sheet.id }, sheet.name, sheet.name, rectFrom(range))),
  ]
}

const source = (ref: SourceRef, name: string, sheet: string, rect: Rect): Source => ({
  ref,
  name,
  sheet,
  address: addressOf(rect),
  rowCount: rect.rowCount,
  columnCount: rect.columnCount,
})

function usedRange(sheet: Excel.Worksheet): Excel.Range {
  const range = sheet.getUsedRangeOrNullObject(true)
  range.load(rectProperties)
  return range
}

/** Where a source is now. */
export interface SourcePlace {
  readonly sheetId: string
  readonly sheet: string
  readonly rect: Rect
}

/** Finds a source; a whole column or row is as long as its sheet has content. */
export async function placeOf(context: Excel.RequestContext, ref: SourceRef, doing: string): Promise<SourcePlace> {
  if (ref.kind === 'selection') {
    const place = await placeOfSelection(context)
    if (place === null)
      throw new WorkbookError('failed', `${doing}: nothing with content is selected. Select cells first.`)
    return place
  }
  if (ref.kind === 'table') {
    const table = (await tablePlaces(context)).find(({ id }) => id === ref.id)
    if (!table) throw new WorkbookError('gone', `${doing}: the table is not in the workbook any more.`)
    const rect = table.hasTotals ? { ...table.all, rowCount: table.all.rowCount - 1 } : table.all
    return { sheetId: table.sheetId, sheet: table.sheet, rect }
  }
  const sheet = context.workbook.worksheets.getItemOrNullObject(ref.kind === 'sheet' ? ref.id : ref.sheetId)
  sheet.load(['id', 'name'])
  await context.sync()
  if (sheet.isNullObject) throw new WorkbookError('gone', `${doing}: the sheet is not in the workbook any more.`)
  const used = usedRange(sheet)
  await context.sync()
  const full = used.isNullObject ? null : rectFrom(used)
  const rect = ref.kind === 'sheet' ? full : within(rectOf(ref.address), full)
  if (rect === null) throw new WorkbookError('failed', `${doing}: there is nothing on sheet "${sheet.name}" there.`)
  return { sheetId: sheet.id, sheet: sheet.name, rect }
}

const within = (rect: Rect | null, full: Rect | null): Rect | null => (rect && full ? overlap(rect, full) : null)

/** null: something without cells is selected, several areas are, or nothing stands there. */
async function placeOfSelection(context: Excel.RequestContext): Promise<SourcePlace | null> {
  const selected = await selectedRange(context)
  if (selected === null) return null
  const used = usedRange(selected.worksheet)
  await context.sync()
  const rect = within(rectFrom(selected), used.isNullObject ? null : rectFrom(used))
  return rect && { sheetId: selected.worksheet.id, sheet: selected.worksheet.name, rect }
}

/** The selection, loaded with its sheet; null: it is a chart, or several areas. */
export async function selectedRange(context: Excel.RequestContext): Promise<Excel.Range | null> {
  const range = context.workbook.getSelectedRange()
  range.load([...rectProperties, 'address'])
  range.worksheet.load(['id', 'name'])
  try {
    await context.sync()
    return range
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'InvalidSelection') return null
    throw error
  }
}
