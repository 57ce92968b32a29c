import type { Rect } from '../anchors/address.ts'
import { marksText } from '../anchors/anchor.ts'
import type { RefreshPlan } from '../anchors/plan-refresh.ts'
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
  const { all, place, body, model, plan } = refreshed
  const { anchor } = body
  const above = place.body.row - place.all.row
  const rect: Rect = {
    ...all,
    row: all.row + above,
    rowCount: all.rowCount - above - (place.hasTotals ? 1 : 0),
  }
  const inPlace = rowsInPlace(refreshed)
  const order = anchor.columns.map(({ key }) => model.columns.findIndex(column => column.key === key))
  const before = new Map(anchor.rows.map(row => [row.key, row.marks]))
  const firstAdded = rect.rowCount - plan.added.length
  const columns = anchor.columns.map((column, at): MarkedColumn => {
    const marks = new Array<TrustMark | null>(rect.rowCount).fill(null)
    const rows = new Set<number>()
    let marked = 0
    for (const [row, given] of inPlace) {
      marks[row] = given.marks?.[order[at] ?? -1] ?? null
      const letter = marksText(given, order)[at] ?? '-'
      marked += Number(letter !== '-' && letter !== 'H')
      if (row >= firstAdded || letter !== ((before.get(given.key) ?? '')[at] ?? '-')) rows.add(row)
    }
    const wasMarked = anchor.rows.some(row => /[MLA]/.test(row.marks[at] ?? ''))
    return {
      column: { ...column, numberFormat: model.columns[order[at] ?? -1]?.numberFormat ?? column.numberFormat },
      at: rect.column + (body.columnsAt[at] ?? 0),
      marks,
      rows: marked > 0 !== wasMarked ? null : rows,
    }
  })
  await writeFormats(
    context,
    sheet,
    rect,
    columns.filter(({ rows }) => rows === null || rows.size > 0),
    signal,
  )
  await writeNotes(context, sheet, all, rect, model.provenance, columns)
}

/** Where each row of the answer stands after rows were deleted and added. */
function rowsInPlace({ model, plan, place }: Refreshed): Map<number, TableRow> {
  const rows = new Map<number, TableRow>()
  const byKey = new Map(model.rows.map(row => [row.key, row]))
  const sorted = [...plan.rowOf].sort(([, one], [, other]) => one - other)
  let gone = 0
  for (const [key, row] of sorted) {
    while (gone < plan.removed.length && (plan.removed[gone] ?? 0) < row) gone++
    const given = byKey.get(key)
    if (given) rows.set(row - gone, given)
  }
  const first = place.body.rowCount - plan.removed.length
  for (const [at, row] of plan.added.entries()) rows.set(first + at, row)
  return rows
}
