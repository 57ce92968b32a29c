import { addressOf, overlap, type Rect } from '../anchors/address.ts'
import { type Anchor, type AnchorRow, nothingBefore } from '../anchors/anchor.ts'
import { anchorRow } from '../anchors/plan-refresh.ts'
import { breathe, type Steps } from '../anchors/steps.ts'
import { sheetName, tableName } from '../anchors/table-name.ts'
import { type TableModel, type TableTarget, type Work, WorkbookError, type WrittenTable } from '../workbook.ts'
import type { AnchorStore } from './anchor-store.ts'
import { contentIn } from './content-in.ts'
import { drawChart } from './draw-chart.ts'
import { rangeAt, tablePlaces } from './table-places.ts'
import { writeFormats, writeNotes } from './trust-marks.ts'
import { writeGrid } from './write-grid.ts'

type New = Extract<TableTarget, { kind: 'new' }>
const doing = 'Inserting the table'

export async function writeNewTable(
  context: Excel.RequestContext,
  store: AnchorStore,
  model: TableModel,
  target: New,
  work: Work = {},
): Promise<WrittenTable> {
  const tables = context.workbook.tables
  const names = context.workbook.names
  tables.load('items/name')
  names.load('items/name')
  await context.sync()
  // Names that a person gave to cells are taken for tables too.
  const taken = [...tables.items, ...names.items].map(each => each.name)
  const name = tableName(model.title, taken)
  const { sheet, at, isNew } = await placeFor(context, model, target)
  const rect: Rect = {
    ...at,
    rowCount: Math.max(1, model.rows.length) + 1,
    columnCount: model.columns.length,
  }
  if (!isNew) await refuseOccupied(context, sheet, rect)
  try {
    return await fill(context, store, sheet, rect, name, model, work, isNew)
  } catch (error) {
    // What ended it is told, not what went wrong with tidying up.
    await takeBack(context, store, sheet, isNew ? null : rect).catch(() => undefined)
    throw error
  }
}

/** All of it was blank before, and no table's: nothing of a half-written one is left, nor remembered. */
async function takeBack(
  context: Excel.RequestContext,
  store: AnchorStore,
  sheet: Excel.Worksheet,
  rect: Rect | null,
): Promise<void> {
  sheet.load('id')
  await context.sync()
  const made = (await tablePlaces(context, sheet.id)).filter(({ all }) => rect === null || overlap(all, rect))
  if (rect === null) sheet.delete()
  else {
    for (const { id } of made) sheet.tables.getItem(id).convertToRange()
    rangeAt(sheet, rect).clear()
  }
  await context.sync()
  for (const stored of await store.all(context))
    if (made.some(({ id }) => id === stored.head.tableId)) await store.forget(context, stored)
}

async function fill(
  context: Excel.RequestContext,
  store: AnchorStore,
  sheet: Excel.Worksheet,
  rect: Rect,
  name: string,
  model: TableModel,
  work: Work,
  isNew: boolean,
): Promise<WrittenTable> {
  const { signal } = work
  const rows = [model.columns.map(({ heading }) => heading), ...model.rows.map(({ cells }) => cells)]
  await writeGrid(context, sheet, rect, rows, {
    doing,
    signal,
    progress: part =>
      work.progress?.(part * 0.7, `Writing row ${Math.round(part * model.rows.length)} of ${model.rows.length}`),
  })
  const table = sheet.tables.add(rangeAt(sheet, rect), true)
  table.name = name
  table.load(['id', 'name'])
  table.columns.load('items/id')
  sheet.load('name')
  await context.sync()

  work.progress?.(0.75, 'Remembering where it is from')
  const anchor: Anchor = {
    tableId: table.id,
    name: table.name,
    title: model.title,
    revision: 1,
    provenance: model.provenance,
    columns: model.columns.map((column, at) => ({ ...column, id: table.columns.items[at]?.id ?? at + 1 })),
    rows: await breathe(anchorRows(model), signal),
    previous: nothingBefore,
  }
  await store.write(context, anchor, null, signal)

  work.progress?.(0.85, 'Formatting')
  const body = { ...rect, row: rect.row + 1, rowCount: rect.rowCount - 1 }
  const columns = model.columns.map((column, index) => ({
    column,
    at: rect.column + index,
    marks: model.rows.map(({ marks }) => marks?.[index] ?? null),
    rows: null,
  }))
  await writeFormats(context, sheet, body, columns, signal)
  await writeNotes(context, sheet, rect, body, model.provenance, columns)
  await widen(context, sheet, rect)
  await drawChart(context, sheet, rect, model)
  if (isNew) sheet.activate()
  rangeAt(sheet, { ...rect, rowCount: 1, columnCount: 1 }).select()
  await context.sync()
  work.progress?.(1, 'Done')
  return {
    id: table.id,
    name: table.name,
    sheet: sheet.name,
    address: addressOf(rect),
    rowsAdded: model.rows.length,
    rowsRemoved: 0,
    rowsEmptied: 0,
    cellsChanged: model.rows.length * model.columns.length,
  }
}

function* anchorRows(model: TableModel): Steps<AnchorRow[]> {
  const order = [...model.columns.keys()]
  const rows: AnchorRow[] = []
  for (const row of model.rows) {
    yield
    rows.push(anchorRow(row, order))
  }
  return rows
}

async function placeFor(context: Excel.RequestContext, model: TableModel, target: New) {
  const { worksheets } = context.workbook
  if (target.at === 'sheet') {
    worksheets.load('items/name')
    await context.sync()
    const name = sheetName(
      model.title,
      worksheets.items.map(sheet => sheet.name),
    )
    return { sheet: worksheets.add(name), at: { row: 0, column: 0 }, isNew: true }
  }
  const cell = context.workbook.getActiveCell()
  cell.load(['rowIndex', 'columnIndex'])
  cell.worksheet.load('id')
  await context.sync()
  const at = { row: cell.rowIndex, column: cell.columnIndex }
  return { sheet: worksheets.getItem(cell.worksheet.id), at, isNew: false }
}

async function refuseOccupied(context: Excel.RequestContext, sheet: Excel.Worksheet, rect: Rect): Promise<void> {
  const advice = 'Select an empty place, or insert it on a new sheet.'
  if (rect.row + rect.rowCount > 1_048_576 || rect.column + rect.columnCount > 16_384)
    throw new WorkbookError('too-large', `${doing}: ${rect.rowCount} rows do not fit below the selection. ${advice}`)
  sheet.load('id')
  sheet.protection.load('protected')
  await context.sync()
  if (sheet.protection.protected)
    throw new WorkbookError('protected', `${doing}: the sheet is protected. Unprotect it, or insert it on a new sheet.`)
  const [used] = await contentIn(context, sheet, [rect])
  if (used) throw new WorkbookError('occupied', `${doing}: ${addressOf(used)} is in the way. ${advice}`)
  const other = (await tablePlaces(context, sheet.id)).find(({ all }) => overlap(all, rect))
  if (other)
    throw new WorkbookError(
      'occupied',
      `${doing}: table "${other.name}" in ${addressOf(other.all)} is in the way. ${advice}`,
    )
}

/** Columns wide enough to be read; none is made narrower, as other things stand in them too. */
async function widen(context: Excel.RequestContext, sheet: Excel.Worksheet, rect: Rect): Promise<void> {
  const columns = Array.from({ length: rect.columnCount }, (_, at) =>
    rangeAt(sheet, { ...rect, rowCount: Math.min(rect.rowCount, 200), column: rect.column + at, columnCount: 1 }),
  )
  const formats = () => columns.map(({ format }) => format)
  for (const format of formats()) format.load('columnWidth')
  await context.sync()
  const before = formats().map(format => format.columnWidth)
  for (const format of formats()) {
    format.autofitColumns()
    format.load('columnWidth')
  }
  await context.sync()
  for (const [at, format] of formats().entries())
    if (format.columnWidth < (before[at] ?? 0)) format.columnWidth = before[at] ?? format.columnWidth
  await context.sync()
}
