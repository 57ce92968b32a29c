import { overlap } from '../anchors/address.ts'
import type { Surroundings } from '../anchors/room.ts'
import { pause } from '../anchors/steps.ts'
import { contentIn } from './content-in.ts'
import { readGrid } from './read-grid.ts'
import type { TablePlace } from './table-places.ts'

const lastRow = 1_048_576
const lastColumn = 16_384

/** What stands below a table and beside that. */
export async function surroundingsOf(
  context: Excel.RequestContext,
  table: TablePlace,
  tables: readonly TablePlace[],
): Promise<Surroundings> {
  const sheet = context.workbook.worksheets.getItem(table.sheetId)
  const { all } = table
  const end = all.row + all.rowCount
  const tablesBelow = tables
    .filter(other => other.sheetId === table.sheetId && other.id !== table.id)
    .map(other => other.all)
    .filter(rect => rect.row >= end && overlap(rect, { ...all, row: 0, rowCount: lastRow }))
  if (end >= lastRow) return { below: null, besideBelow: null, tablesBelow }
  const [below] = await contentIn(context, sheet, [{ ...all, row: end, rowCount: lastRow - end }])
  if (!below) return { below: null, besideBelow: null, tablesBelow }
  const [left, right] = await contentIn(context, sheet, [
    { row: below.row, column: 0, rowCount: lastRow - below.row, columnCount: all.column },
    {
      row: below.row,
      column: all.column + all.columnCount,
      rowCount: lastRow - below.row,
      columnCount: lastColumn - all.column - all.columnCount,
    },
  ])
  return { below, besideBelow: left ?? right ?? null, tablesBelow }
}

/**
 * The last row of the table's body (from 0) that a person wrote something beside, in no table of its own; -1: none.
 * Deleting a row above would part what is beside from what it is beside of.
 */
export async function lastRowBeside(
  context: Excel.RequestContext,
  table: TablePlace,
  tables: readonly TablePlace[],
): Promise<number> {
  const sheet = context.workbook.worksheets.getItem(table.sheetId)
  const { body, all } = table
  const right = all.column + all.columnCount
  const sides = await contentIn(context, sheet, [
    { ...body, column: 0, columnCount: all.column },
    { ...body, column: right, columnCount: lastColumn - right },
  ])
  const others = tables.filter(other => other.sheetId === table.sheetId && other.id !== table.id)
  let last = -1
  for (const side of sides) {
    if (!side) continue
    const { values } = await readGrid(context, sheet, side, { doing: 'Looking beside the table' })
    for (const [row, cells] of values.entries()) {
      if (row % 1_000 === 999) await pause()
      for (const [column, value] of cells.entries())
        if (value !== null && !isIn(others, side.row + row, side.column + column))
          last = Math.max(last, side.row + row - body.row)
    }
  }
  return last
}

const isIn = (tables: readonly TablePlace[], row: number, column: number): boolean =>
  tables.some(({ all }) => overlap(all, { row, column, rowCount: 1, columnCount: 1 }))
