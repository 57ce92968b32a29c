import { addressOf, type Rect } from '../anchors/address.ts'
import type { Anchor } from '../anchors/anchor.ts'
import { patchesOf } from '../anchors/patches.ts'
import { planRefresh, type RefreshPlan, whatMayStand } from '../anchors/plan-refresh.ts'
import { type Growth, growthOf, reachesBeyond, type Surroundings } from '../anchors/room.ts'
import { breathe } from '../anchors/steps.ts'
import { type TableModel, type Work, WorkbookError, type WrittenTable } from '../workbook.ts'
import { addRows } from './add-rows.ts'
import type { AnchorStore } from './anchor-store.ts'
import { type Pulled, type ReadyTable, readyTable, refuseOtherColumns } from './ready-table.ts'
import { refreshFormats } from './refresh-formats.ts'
import { removeRows, writePatches } from './rewrite-rows.ts'
import { blankRowsFor, ownCells, withDoubtfulRows, withTypedRows } from './rows-to-fill.ts'
import { knows, throwIfAborted } from './run-excel.ts'
import { lastRowBeside, surroundingsOf } from './surroundings.ts'
import { type TablePlace, tablePlaces } from './table-places.ts'

const doing = 'Refreshing the table'

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
  const { place } = ready
  refuseOtherColumns(model, ready.body.anchor, place.name)
  const { body, known } = withDoubtfulRows(ready, await withTypedRows(model, ready.body, target), target)
  const sheet = context.workbook.worksheets.getItem(place.sheetId)
  const tables = await tablePlaces(context)
  const lastBeside = await lastRowBeside(context, place, tables)
  const reused = blankRowsFor(model, body, known, lastBeside)
  const keyOf = new Map([...known, ...reused])
  const mayDelete = (row: number) => row > lastBeside && !ownCells(body, row)
  const isFiltered = await filtered(context, sheet, place)
  const around = await surroundingsOf(context, place, tables)
  const canShift = !isFiltered && !reachesBeyond(place.all, around)
  const plan = await breathe(
    planRefresh(model, { ...body, keyOf, mayDelete: row => canShift && mayDelete(row) }),
    work.signal,
  )
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
  const all = await write(
    context,
    sheet,
    { ready: { ...ready, body }, model, plan, growth, shrunk, around },
    work,
  ).catch(async error => {
    // Whatever of it was done: both what was there and what was to be there are ours, from where it was before.
    const either = { ...body.anchor, previous: await breathe(whatMayStand(body.anchor, plan)) }
    await store.write(context, either, ready.isCopy ? null : ready.stored).catch(() => undefined)
    throw error
  })
  const renewed = plan.renewed ? 1 : 0
  work.progress?.(1, 'Done')
  return {
    id: place.id,
    name: place.name,
    sheet: place.sheet,
    address: addressOf(all),
    rowsAdded: plan.added.length + reused.size + renewed,
    rowsRemoved: plan.removed.length + renewed,
    rowsEmptied: plan.emptied.length,
    cellsChanged: plan.changes.length + plan.added.length * body.anchor.columns.length,
  }
}

interface Writing {
  readonly ready: ReadyTable
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
  // Where what is below is going to move with the table anyhow, it moves up with it first.
  const staysBelow = growth !== 'shift' && (around.below !== null || around.tablesBelow.length > 0)
  await removeRows(context, sheet, place, plan, staysBelow)
  const all = await addRows(context, sheet, { place, shrunk, growth, body, model, rows: plan.added }, work)
  work.progress?.(0.9, 'Formatting')
  await refreshFormats(context, sheet, { all, place, body, model, plan }, work.signal)
  return all
}

async function filtered(context: Excel.RequestContext, sheet: Excel.Worksheet, { id }: TablePlace): Promise<boolean> {
  // An older Excel cannot say it; it refuses to shift cells of a filtered table by itself.
  if (!knows('1.9')) return false
  const { autoFilter } = sheet.tables.getItem(id)
  autoFilter.load('isDataFiltered')
  await context.sync()
  return autoFilter.isDataFiltered
}
