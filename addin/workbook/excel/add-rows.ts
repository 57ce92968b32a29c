import type { Rect } from '../anchors/address.ts'
import { blocksOf, bytesOfCell } from '../anchors/blocks.ts'
import { cellInput } from '../anchors/cell-input.ts'
import { cellsIn } from '../anchors/plan-refresh.ts'
import type { Growth } from '../anchors/room.ts'
import { pause } from '../anchors/steps.ts'
import type { CellValue, TableModel, TableRow, Work } from '../workbook.ts'
import { type InspectedBody, isFormula } from './inspect-tables.ts'
import { knows, throwIfAborted } from './run-excel.ts'
import { rangeAt, type TablePlace } from './table-places.ts'
import { formatAll } from './trust-marks.ts'
import { writeGrid } from './write-grid.ts'

const doing = 'Adding rows to the table'

export interface Addition {
  /** As it was before anything was deleted. */
  readonly place: TablePlace
  /** With header and totals, after that. */
  readonly shrunk: Rect
  readonly growth: Growth
  readonly body: InspectedBody
  readonly model: TableModel
  readonly rows: readonly TableRow[]
}

/** Adds rows at the end of a table and answers where it then is. Columns that a person added get their formula. */
export async function addRows(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  addition: Addition,
  work: Work,
): Promise<Rect> {
  const { place, shrunk, growth, rows } = addition
  if (rows.length === 0) return shrunk
  const all = { ...shrunk, rowCount: shrunk.rowCount + rows.length }
  const added: Rect = {
    ...all,
    row: all.row + all.rowCount - rows.length - (place.hasTotals ? 1 : 0),
    rowCount: rows.length,
  }
  const lines = sheetLines(addition)
  if (growth === 'free' && !place.hasTotals && knows('1.13')) {
    // Grown before it is written into: whatever ends this half-way, nothing of it stands below the table.
    sheet.tables.getItem(place.id).resize(rangeAt(sheet, all))
    await context.sync()
  } else {
    // Rows above a row of totals are Excel's to insert, and all of them in an Excel that cannot resize a table. It moves
    // down what is below, where as many blank cells are taken away.
    if (growth === 'free')
      rangeAt(sheet, { ...all, row: shrunk.row + shrunk.rowCount, rowCount: rows.length }).delete('Up')
    await insertBlank(context, sheet, place, lines)
  }
  prepare(sheet, added, addition)
  await writeGrid(context, sheet, added, lines, { doing, signal: work.signal })
  await continueFormulas(context, sheet, added, addition)
  return all
}

/** The lines to write, as wide as the table; columns that a person added are left to them. */
function sheetLines({ place, body, model, rows }: Addition): (CellValue | undefined)[][] {
  const order = body.anchor.columns.map(({ key }) => model.columns.findIndex(column => column.key === key))
  return rows.map(row => {
    const line = new Array<CellValue | undefined>(place.all.columnCount).fill(undefined)
    for (const [at, value] of cellsIn(order, row).entries()) line[body.columnsAt[at] ?? 0] = value
    return line
  })
}

/** Cells formatted as text would show the apostrophe that keeps text what it is. */
function prepare(sheet: Excel.Worksheet, added: Rect, { body }: Addition): void {
  for (const at of body.columnsAt)
    formatAll(rangeAt(sheet, { ...added, column: added.column + at, columnCount: 1 }), 'General')
}

async function insertBlank(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  place: TablePlace,
  lines: readonly (readonly (CellValue | undefined)[])[],
): Promise<void> {
  const table = sheet.tables.getItem(place.id)
  const bytes = () => place.all.columnCount * bytesOfCell(null)
  for (const { from, to } of blocksOf(lines.length, place.all.columnCount, bytes)) {
    throwIfAborted(undefined, doing)
    const blank = Array.from({ length: to - from }, () => place.columns.map(() => cellInput(null)))
    if (knows('1.15')) table.rows.add(-1, blank, true)
    else table.rows.add(-1, blank)
    await context.sync()
    await pause()
  }
}

/** Where a column that a person added has the same formula in all rows, so it has in the new ones. */
async function continueFormulas(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  added: Rect,
  { place, body }: Addition,
): Promise<void> {
  const lastRow = body.grid.values.length - 1
  const own = place.columns.flatMap((_, at) =>
    !body.columnsAt.includes(at) && isFormula(body.grid, lastRow, at) ? [at] : [],
  )
  if (own.length === 0) return
  const columns = own.map(at => {
    const column = { ...added, column: added.column + at, columnCount: 1 }
    const above = rangeAt(sheet, { ...column, row: added.row - 1, rowCount: 1 })
    const below = rangeAt(sheet, column)
    above.load('formulasR1C1')
    below.load('values')
    return { above, below }
  })
  await context.sync()
  for (const { above, below } of columns) {
    const formula = above.formulasR1C1[0]?.[0]
    const isBlank = below.values.every(([value]) => value === '')
    if (typeof formula === 'string' && formula.startsWith('=') && isBlank)
      below.formulasR1C1 = below.values.map(() => [formula])
  }
  await context.sync()
}
