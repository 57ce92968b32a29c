import type { Place } from '../workbook.ts'
import { placeOf } from './sources.ts'
import { rangeAt } from './table-places.ts'

/** Brings a place to the front and selects it. */
export async function showPlace(context: Excel.RequestContext, place: Place): Promise<void> {
  const { sheetId, rect } = await found(context, place)
  const sheet = context.workbook.worksheets.getItem(sheetId)
  sheet.activate()
  rangeAt(sheet, rect).select()
  await context.sync()
}

async function found(context: Excel.RequestContext, place: Place) {
  const doing = 'Showing the place'
  if (place.kind === 'source') return placeOf(context, place.ref, doing)
  if (place.kind === 'table') return placeOf(context, { kind: 'table', id: place.id }, doing)
  const rect = { row: place.row - 1, column: place.column, rowCount: 1, columnCount: 1 }
  return { sheetId: place.sheetId, rect }
}
