import type { CellValue, TableModel, TableRow } from '../workbook.ts'
import {
  type Anchor,
  type AnchorRow,
  cellName,
  isIdentity,
  knownRows,
  marksText,
  maxPrevious,
  nothingBefore,
  type Previous,
  valuesBefore,
} from './anchor.ts'
import type { SheetRows } from './inspect-rows.ts'
import { sameValue } from './same-value.ts'
import { mapOf, type Steps } from './steps.ts'

/** What a refresh does to the body of a table. Rows and columns count from 0, of the body and of the anchor. */
export interface RefreshPlan {
  readonly changes: readonly CellChange[]
  /** To be written below the last row, in this order. */
  readonly added: readonly TableRow[]
  /** To be deleted, ascending. */
  readonly removed: readonly number[]
  /** Rows that have left the answer but keep their place, with their label and nothing else (among `changes`). */
  readonly emptied: readonly number[]
  /**
   * A new row of the answer that is written over one that has left it, where none of the table's rows is in the answer any
   * more (last month's became this month's): a table keeps at least one row, and it should not be a stale one.
   */
  readonly renewed: TableRow | null
  /** Where each row of the answer stands before anything is deleted; those in `added` are not here. */
  readonly rowOf: ReadonlyMap<string, number>
  /** What is then remembered. */
  readonly rows: readonly AnchorRow[]
  readonly previous: Previous
}

export interface CellChange {
  readonly row: number
  readonly column: number
  readonly value: CellValue
}

export interface RefreshState {
  readonly anchor: Anchor
  readonly sheet: SheetRows
  readonly keyOf: ReadonlyMap<number, string>
  /** Whether a row may be deleted: nothing that a person wrote stands in it or would lose its place beside it. */
  readonly mayDelete: (row: number) => boolean
}

/** Cells of `model` by key, in the columns of the anchor. Unknown or missing columns are the caller's to refuse. */
export function* planRefresh(model: TableModel, state: RefreshState): Steps<RefreshPlan> {
  const { anchor, sheet, keyOf } = state
  const order = anchor.columns.map(({ key }) => model.columns.findIndex(column => column.key === key))
  const wanted = yield* mapOf(model.rows, row => [row.key, row])
  const changes: CellChange[] = []
  const removed: number[] = []
  const emptied: number[] = []
  const rowOf = new Map<string, number>()
  const kept: AnchorRow[] = []
  const known = yield* knownRows(anchor)

  const before = yield* valuesBefore(anchor)
  const replaced: [string, number, CellValue][] = []
  const change = (row: number, key: string, cells: readonly CellValue[]) => {
    for (const [column, value] of cells.entries()) {
      const is = sheet.cells[row]?.[column] ?? null
      if (sameValue(is, value) && !sheet.isFormula(row, column)) continue
      changes.push({ row, column, value })
      const old = before.get(cellName(column, key))
      const wasOurs = sameValue(is, known.get(key)?.cells[column] ?? null) || (old !== undefined && sameValue(is, old))
      if (wasOurs) replaced.push([key, column, is])
    }
  }
  const gone: number[] = []
  for (const [row, key] of keyOf) {
    yield
    if (!wanted.has(key)) gone.push(row)
  }
  const deletable = new Set(gone.filter(state.mayDelete))
  const [last] = deletable
  const keepsLast = last !== undefined && deletable.size === sheet.cells.length
  const here = new Set(keyOf.values())
  const renewed = (keepsLast && model.rows.find(({ key }) => !here.has(key))) || null
  if (keepsLast) deletable.delete(last)
  for (const [row, key] of keyOf) {
    yield
    const now = wanted.get(key)
    if (now) {
      rowOf.set(key, row)
      change(row, key, cellsIn(order, now))
    } else if (renewed && row === last) {
      rowOf.set(renewed.key, row)
      change(row, renewed.key, cellsIn(order, renewed))
    } else if (deletable.has(row)) removed.push(row)
    else {
      const label = known.get(key)?.cells ?? []
      const cells = anchor.columns.map((column, at) => (isIdentity(column) ? (label[at] ?? null) : null))
      change(row, key, cells)
      emptied.push(row)
      kept.push({ key, cells, marks: '' })
    }
  }
  const added: TableRow[] = []
  const rows: AnchorRow[] = []
  for (const row of model.rows) {
    yield
    if (!rowOf.has(row.key)) added.push(row)
    rows.push(anchorRow(row, order))
  }
  for (const row of kept) rows.push(row)
  const left = renewed && last !== undefined ? [...removed, last] : removed
  const taken = left.flatMap(row => known.get(keyOf.get(row) ?? '') ?? [])
  const isKept = replaced.length + taken.length * anchor.columns.length <= maxPrevious
  const previous = isKept ? { cells: replaced, rows: taken } : nothingBefore
  return { changes, added, removed: removed.sort((one, other) => one - other), emptied, renewed, rowOf, rows, previous }
}

/** A row of the answer as it is remembered. */
export const anchorRow = (row: TableRow, order: readonly number[]): AnchorRow => ({
  key: row.key,
  cells: cellsIn(order, row),
  marks: marksText(row, order),
})

/** Column order of the anchor out of the model's. */
export const cellsIn = (order: readonly number[], row: TableRow): CellValue[] => order.map(at => row.cells[at] ?? null)

/** For a refresh that ended half-way: what may stand in a table beside what its anchor says. */
export function* whatMayStand({ previous }: Anchor, plan: RefreshPlan): Steps<Previous> {
  const keyOf = yield* mapOf(plan.rowOf, ([key, row]) => [row, key])
  const cells = [...previous.cells]
  for (const { row, column, value } of plan.changes) {
    yield
    const key = keyOf.get(row)
    if (key !== undefined) cells.push([key, column, value])
  }
  const byKey = yield* mapOf(plan.rows, row => [row.key, row])
  const came = plan.renewed ? [...plan.added, plan.renewed] : plan.added
  return { cells, rows: [...previous.rows, ...came.flatMap(({ key }) => byKey.get(key) ?? [])] }
}
