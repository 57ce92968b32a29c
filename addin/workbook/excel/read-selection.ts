import { overlap, type Rect, withoutSheet } from '../anchors/address.ts'
import type { Anchor } from '../anchors/anchor.ts'
import { findColumns } from '../anchors/find-columns.ts'
import { matchRows } from '../anchors/match-rows.ts'
import { breathe } from '../anchors/steps.ts'
import type { CellValue, Selection } from '../workbook.ts'
import type { AnchorStore } from './anchor-store.ts'
import { locateTables } from './inspect-tables.ts'
import { selectedRange } from './sources.ts'
import { rangeAt, rectFrom } from './table-places.ts'

/** What is selected, and which number of a pulled table its first cell is. null: no cells are. */
export async function readSelection(context: Excel.RequestContext, store: AnchorStore): Promise<Selection | null> {
  const range = await selectedRange(context)
  if (range === null) return null
  const selected = {
    sheet: range.worksheet.name,
    sheetId: range.worksheet.id,
    address: withoutSheet(range.address),
    pulled: null,
  }
  const cell = { ...rectFrom(range), rowCount: 1, columnCount: 1 }
  for (const { stored, place } of await locateTables(context, store)) {
    if (!place || !stored.anchor || place.sheetId !== selected.sheetId || !overlap(place.all, cell)) continue
    const columns = findColumns(stored.anchor.columns, place.columns)
    if ('problem' in columns) return selected
    const column = columns.at.indexOf(cell.column - place.body.column)
    const columnKey = stored.anchor.columns[column]?.key
    if (columnKey === undefined) return selected
    const isInBody = overlap(place.body, cell) !== null
    const row = { ...place.body, row: cell.row, rowCount: 1 }
    const rowKey = isInBody ? await keyOfRow(context, place.sheetId, row, stored.anchor, columns.at) : null
    return { ...selected, pulled: { tableId: place.id, rowKey, columnKey } }
  }
  return selected
}

async function keyOfRow(
  context: Excel.RequestContext,
  sheetId: string,
  rect: Rect,
  anchor: Anchor,
  columnsAt: readonly number[],
): Promise<string | null> {
  const row = rangeAt(context.workbook.worksheets.getItem(sheetId), rect)
  row.load('values')
  await context.sync()
  const values = (row.values[0] ?? []) as CellValue[]
  const cells = columnsAt.map(at => (values[at] === '' ? null : (values[at] ?? null)))
  const matched = await breathe(matchRows(anchor, [cells]))
  return 'problem' in matched ? null : (matched.keyOf.get(0) ?? null)
}
