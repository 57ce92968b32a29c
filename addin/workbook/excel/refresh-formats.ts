import type { Rect } from '../anchors/address.ts'
import { marksText } from '../anchors/anchor.ts'
import type { RefreshPlan } from '../anchors/plan-refresh.ts'
import { breathe, mapOf, type Steps } from '../anchors/steps.ts'
import type { TableModel, TableRow, TrustMark } from '../workbook.ts'
import type { InspectedBody } from './inspect-tables.ts'
import type { TablePlace } from './table-places.ts'
import { type MarkedColumn, writeFormats, writeNotes } from './trust-marks.ts'

export interface Refreshed {
  /** Where the table is now. */
  readonly all: Rect
  /** Where it was. */
  readonly place: TablePlace
  readonly body: InspectedBody
  readonly model: TableModel
  readonly plan: RefreshPlan
}

/**
 * Formats of rows that came, and of cells whose mark changed; formats that a person chose for others stay. A column that
 * has its first mark, or loses its last, is formatted all over, so that digits stay in line.
 */
export async function refreshFormats(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  refreshed: Refreshed,
  signal?: AbortSignal,
): Promise<void> {
  const { all, place, model } = refreshed
  const above = place.body.row - place.all.row
  const rect: Rect = {
    ...all,
    row: all.row + above,
    rowCount: all.rowCount - above - (place.hasTotals ? 1 : 0),
  }
  const columns = await breathe(markedColumns(refreshed, rect), signal)
  await writeFormats(
    context,
    sheet,
    rect,
    columns.filter(({ rows }) => rows === null || rows.size > 0),
    signal,
  )
  await writeNotes(context, sheet, all, rect, model.provenance, columns)
}

/** The marks of each column in the order of the sheet, and which of its cells are to be formatted. */
function* markedColumns(refreshed: Refreshed, rect: Rect): Steps<MarkedColumn[]> {
  const { body, model } = refreshed
  const { anchor } = body
  const order = anchor.columns.map(({ key }) => model.columns.findIndex(column => column.key === key))
  const before = yield* mapOf(anchor.rows, row => [row.key, row.marks])
  const columns = anchor.columns.map((column, at) => ({
    column: { ...column, numberFormat: model.columns[order[at] ?? -1]?.numberFormat ?? column.numberFormat },
    at: rect.column + (body.columnsAt[at] ?? 0),
    marks: new Array<TrustMark | null>(rect.rowCount).fill(null),
    rows: new Set<number>(),
    isMarked: false,
    wasMarked: false,
  }))
  for (const row of anchor.rows) {
    yield
    if (row.marks !== '')
      for (const [at, column] of columns.entries()) column.wasMarked ||= isShownLetter(row.marks[at])
  }
  for (const [row, given] of yield* rowsInPlace(refreshed)) {
    yield
    const [now, old] = [marksText(given, order), before.get(given.key)]
    for (const [at, column] of columns.entries()) {
      column.marks[row] = given.marks?.[order[at] ?? -1] ?? null
      column.isMarked ||= isShownLetter(now[at])
      if (old === undefined || (now[at] ?? '-') !== (old[at] ?? '-')) column.rows.add(row)
    }
  }
  return columns.map(({ isMarked, wasMarked, rows, ...column }) => ({
    ...column,
    rows: isMarked !== wasMarked ? null : rows,
  }))
}

const isShownLetter = (letter: string | undefined): boolean => letter !== undefined && 'MLA'.includes(letter)

/** Where each row of the answer stands after rows were deleted and added. */
function* rowsInPlace({ model, plan, place }: Refreshed): Steps<Map<number, TableRow>> {
  const rows = new Map<number, TableRow>()
  const removed = new Set(plan.removed)
  const byRow = yield* mapOf(model.rows, row => [plan.rowOf.get(row.key) ?? -1, row])
  let at = 0
  for (let row = 0; row < place.body.rowCount; row++) {
    yield
    if (removed.has(row)) continue
    const given = byRow.get(row)
    if (given) rows.set(at, given)
    at++
  }
  for (const row of plan.added) rows.set(at++, row)
  return rows
}
