import type { Rect } from '../anchors/address.ts'
import type { Patch } from '../anchors/patches.ts'
import type { RefreshPlan } from '../anchors/plan-refresh.ts'
import { runsFromBelow } from '../anchors/room.ts'
import type { Work } from '../workbook.ts'
import type { InspectedBody } from './inspect-tables.ts'
import { rangeAt, type TablePlace } from './table-places.ts'
import { formatAll } from './trust-marks.ts'
import { writeGrid } from './write-grid.ts'

const doing = 'Refreshing the table'

/** Writes changed cells of rows that are there. */
export async function writePatches(
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
 * Deletes rows of the table, the last first. Excel moves up what is below in the table's columns; where that is to stay
 * (`staysBelow`), as many blank cells are put back below the table.
 */
export async function removeRows(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  { all, body }: TablePlace,
  { removed }: RefreshPlan,
  staysBelow: boolean,
): Promise<void> {
  if (removed.length === 0) return
  const runs = runsFromBelow(removed)
  for (const [at, { from, count }] of runs.entries()) {
    rangeAt(sheet, { ...all, row: body.row + from, rowCount: count }).delete('Up')
    if (at % 100 === 99) await context.sync()
  }
  const below: Rect = { ...all, row: all.row + all.rowCount - removed.length, rowCount: removed.length }
  if (staysBelow) rangeAt(sheet, below).insert('Down')
  await context.sync()
}
