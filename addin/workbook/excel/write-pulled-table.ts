import { addressOf, type Rect } from '../anchors/address.ts'
import type { Anchor } from '../anchors/anchor.ts'
import { type Patch, patchesOf } from '../anchors/patches.ts'
import { planRefresh, type RefreshPlan, whatMayStand } from '../anchors/plan-refresh.ts'
import { type Growth, growthOf, runsFromBelow, type Surroundings } from '../anchors/room.ts'
import { breathe } from '../anchors/steps.ts'
import { typedRows } from '../anchors/typed-rows.ts'
import { type TableModel, type TableTarget, type Work, WorkbookError, type WrittenTable } from '../workbook.ts'
import { addRows } from './add-rows.ts'
import type { AnchorStore, StoredAnchor } from './anchor-store.ts'
import { type InspectedBody, inspectTable, isFormula, locateTables } from './inspect-tables.ts'
import { refreshFormats } from './refresh-formats.ts'
import { throwIfAborted } from './run-excel.ts'
import { lastRowBeside, surroundingsOf } from './surroundings.ts'
import { rangeAt, type TablePlace, tablePlaces } from './table-places.ts'
import { formatAll } from './trust-marks.ts'
import { writeGrid } from './write-grid.ts'

type Pulled = Extract<TableTarget, { kind: 'pulled' }>
const doing = 'Refreshing the table'

/** A table that may be written into. */
interface Ready {
  readonly stored: StoredAnchor
  readonly place: TablePlace
  readonly body: InspectedBody
  readonly isCopy: boolean
}

/**
 * Writes an answer into the table it was pulled into: changed cells only, rows by key, nothing outside. What is going to
 * be written is remembered first, beside what it replaces: if it ends half-way, or is undone, both are known for ours.
 */
export async function writePulledTable(
  context: Excel.RequestContext,
  store: AnchorStore,
  model: TableModel,
  target: Pulled,
  work: Work = {},
): Promise<WrittenTable> {
  const ready = await readyTable(context, store, target, work)
  const { place, body } = ready
  refuseOtherColumns(model, body.anchor, place.name)
  const typed = await withTypedRows(model, body, target)
  const reused = blankRowsFor(model, body, typed)
  const keyOf = new Map([...typed, ...reused])
  const sheet = context.workbook.worksheets.getItem(place.sheetId)
  const tables = await tablePlaces(context)
  const lastBeside = await lastRowBeside(context, place, tables)
  const mayDelete = (row: number) => row > lastBeside && !ownCells(body, row)
  const isFiltered = await filtered(context, sheet, place)
  const plan = await breathe(
    planRefresh(model, { ...body, keyOf, mayDelete: row => !isFiltered && mayDelete(row) }),
    work.signal,
  )
  const around = await surroundingsOf(context, place, tables)
  const shrunk = { ...place.all, rowCount: place.all.rowCount - plan.removed.length }
  const growth = growthOf(shrunk, plan.added.length, around)
  if (typeof growth === 'object') throw new WorkbookError('occupied', `${doing}: ${growth.occupied}`)
  if (growth === 'shift' && isFiltered)
    throw new WorkbookError(
      'occupied',
      `${doing}: rows cannot be inserted while "${place.name}" is filtered. Clear the filter, then refresh again.`,
    )
  work.progress?.(0.4, 'Comparing')
  throwIfAborted(work.signal, doing)

  const anchor: Anchor = {
    ...body.anchor,
    name: place.name,
    title: model.title,
    revision: body.anchor.revision + 1,
    provenance: model.provenance,
    columns: body.anchor.columns.map((column, at) => ({
      ...column,
      heading: place.columns[body.columnsAt[at] ?? 0]?.heading ?? column.heading,
    })),
    rows: plan.rows,
    previous: plan.previous,
  }
  await store.write(context, anchor, ready.isCopy ? null : ready.stored, work.signal)
  const all = await write(context, sheet, { ready, model, plan, growth, shrunk, around }, work).catch(async error => {
    // Whatever of it was done: both what was there and what was to be there are ours, from where it was before.
    const either = { ...body.anchor, previous: whatMayStand(body.anchor, plan) }
    await store.write(context, either, ready.isCopy ? null : ready.stored).catch(() => undefined)
    throw error
  })
  work.progress?.(1, 'Done')
  return {
    id: place.id,
    name: place.name,
    sheet: place.sheet,
    address: addressOf(all),
    rowsAdded: plan.added.length + reused.size,
    rowsRemoved: plan.removed.length,
    rowsEmptied: plan.emptied.length,
    cellsChanged: plan.changes.length + plan.added.length * body.anchor.columns.length,
  }
}

interface Writing {
  readonly ready: Ready
  readonly model: TableModel
  readonly plan: RefreshPlan
  readonly growth: Exclude<Growth, object>
  readonly shrunk: Rect
  readonly around: Surroundings
}

/** Writes what was planned; answers where the table then is. */
async function write(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  { ready: { place, body }, model, plan, growth, shrunk, around }: Writing,
  work: Work,
): Promise<Rect> {
  work.progress?.(0.6, 'Writing what changed')
  const patches = await breathe(
    patchesOf(plan.changes, column => body.columnsAt[column] ?? 0),
    work.signal,
  )
  await writePatches(context, sheet, place, body, patches, work)
  await removeRows(context, sheet, place, plan, around.below !== null || around.tablesBelow.length > 0)
  const all = await addRows(context, sheet, { place, shrunk, growth, body, model, rows: plan.added }, work)
  work.progress?.(0.9, 'Formatting')
  await refreshFormats(context, sheet, { all, place, body, model, plan }, work.signal)
  return all
}

async function readyTable(
  context: Excel.RequestContext,
  store: AnchorStore,
  { id, overwriteEdits }: Pulled,
  { signal, progress }: Work,
): Promise<Ready> {
  progress?.(0, 'Looking for the table')
  const located = (await locateTables(context, store, signal)).find(
    ({ stored, place }) => (place?.id ?? stored.head.tableId) === id,
  )
  if (!located) throw new WorkbookError('gone', `${doing}: it is not in the workbook, or was not pulled into it.`)
  const { stored, place, state, reason, body } = await inspectTable(context, located, signal)
  if (place === null) {
    await store.forget(context, stored)
    throw new WorkbookError('gone', `${doing}: ${reason} It is forgotten now; insert it anew.`)
  }
  if (body === null) throw new WorkbookError('mismatch', `${doing} "${place.name}": ${reason}`)
  if (body.edits.length > 0 && !overwriteEdits) {
    const [first] = body.edits
    const more = body.edits.length > 1 ? ` and ${body.edits.length - 1} more cells` : ''
    throw new WorkbookError(
      'edited',
      `${doing} "${place.name}": ${first?.address}${more} would lose what was typed there. Keep it elsewhere, or overwrite it.`,
    )
  }
  const sheet = context.workbook.worksheets.getItem(place.sheetId)
  sheet.protection.load('protected')
  await context.sync()
  if (sheet.protection.protected)
    throw new WorkbookError(
      'protected',
      `${doing} "${place.name}": sheet "${place.sheet}" is protected. Unprotect it (Review tab), then refresh again.`,
    )
  return { stored, place, body, isCopy: state === 'copied' }
}

function refuseOtherColumns(model: TableModel, anchor: Anchor, name: string): void {
  const has = new Set(anchor.columns.map(({ key }) => key))
  const wanted = new Set(model.columns.map(({ key }) => key))
  const other = [...has, ...wanted].filter(key => !(has.has(key) && wanted.has(key)))
  if (other.length === 0) return
  throw new WorkbookError(
    'mismatch',
    `${doing} "${name}": the answer has other columns than the table (${other.join(', ')}). Insert it anew.`,
  )
}

/** Rows by key, with those that a person typed and the answer now has. */
async function withTypedRows(
  model: TableModel,
  body: InspectedBody,
  { overwriteEdits }: Pulled,
): Promise<ReadonlyMap<number, string>> {
  const typed = await breathe(typedRows(model, body.anchor, body.sheet, body.keyOf))
  const [first] = typed.keys()
  if (first === undefined) return body.keyOf
  if (!overwriteEdits)
    throw new WorkbookError(
      'edited',
      `${doing}: the row of ${body.sheet.addressOf(first, 0)} was typed by hand, and the answer now has one of that name. Rename or delete it, or overwrite it.`,
    )
  return new Map([...body.keyOf, ...typed])
}

/** Blank rows at the end of the table, as one that grew and was not written into has them, are the first to be filled. */
function blankRowsFor(
  model: TableModel,
  { grid, keyOf }: InspectedBody,
  typed: ReadonlyMap<number, string>,
): ReadonlyMap<number, string> {
  const isBlank = (row: number) =>
    !keyOf.has(row) && grid.values[row]?.every((value, column) => value === null || isFormula(grid, row, column))
  let first = grid.values.length
  while (first > 0 && isBlank(first - 1)) first--
  if (first === grid.values.length) return new Map()
  const taken = new Set(typed.values())
  const keys = model.rows.flatMap(({ key }) => (taken.has(key) ? [] : [key])).slice(0, grid.values.length - first)
  return new Map(keys.map((key, at) => [first + at, key]))
}

/** Whether a person wrote something into a row, in columns that they added. */
function ownCells({ grid, columnsAt }: InspectedBody, row: number): boolean {
  return (grid.values[row] ?? []).some(
    (value, column) => value !== null && !columnsAt.includes(column) && !isFormula(grid, row, column),
  )
}

async function filtered(context: Excel.RequestContext, sheet: Excel.Worksheet, { id }: TablePlace): Promise<boolean> {
  const { autoFilter } = sheet.tables.getItem(id)
  autoFilter.load('isDataFiltered')
  await context.sync()
  return autoFilter.isDataFiltered
}

async function writePatches(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  place: TablePlace,
  { anchor, columnsAt }: InspectedBody,
  patches: readonly Patch[],
  work: Work,
): Promise<void> {
  const texts = anchor.columns.flatMap(({ numberFormat }, at) => (numberFormat === '@' ? [columnsAt[at] ?? 0] : []))
  for (const [done, { row, column, values }] of patches.entries()) {
    const at = { row: place.body.row + row, column: place.body.column + column }
    // Cells formatted as text would show the apostrophe that keeps text what it is.
    const cells = texts
      .filter(text => values.some(line => line[text - column] !== undefined))
      .map(text => rangeAt(sheet, { ...at, column: place.body.column + text, rowCount: values.length, columnCount: 1 }))
    for (const range of cells) formatAll(range, 'General')
    await writeGrid(context, sheet, at, values, { doing, signal: work.signal })
    for (const range of cells) formatAll(range, '@')
    work.progress?.(0.6 + (0.2 * done) / patches.length, 'Writing what changed')
  }
  await context.sync()
}

/**
 * Deletes rows of the table, the last first. Excel moves up what is below in the table's columns; as many blank cells
 * are put back below the table, so that nothing outside of it has moved.
 */
async function removeRows(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  { all, body }: TablePlace,
  { removed }: RefreshPlan,
  isBelow: boolean,
): Promise<void> {
  if (removed.length === 0) return
  const runs = runsFromBelow(removed)
  for (const [at, { from, count }] of runs.entries()) {
    rangeAt(sheet, { ...all, row: body.row + from, rowCount: count }).delete('Up')
    if (at % 100 === 99) await context.sync()
  }
  const below: Rect = { ...all, row: all.row + all.rowCount - removed.length, rowCount: removed.length }
  if (isBelow) rangeAt(sheet, below).insert('Down')
  await context.sync()
}
