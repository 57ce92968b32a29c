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
  const deletable = deletableRows(gone, sheet.cells.length, state.mayDelete)
  for (const [row, key] of keyOf) {
    yield
    const now = wanted.get(key)
    if (now) {
      rowOf.set(key, row)
      change(row, key, cellsIn(order, now))
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
  const taken = removed.flatMap(row => known.get(keyOf.get(row) ?? '') ?? [])
  const isKept = replaced.length + taken.length * anchor.columns.length <= maxPrevious
  const previous = isKept ? { cells: replaced, rows: taken } : nothingBefore
  return { changes, added, removed: removed.sort((one, other) => one - other), emptied, rowOf, rows, previous }
}

/** A row of the answer as it is remembered. */
export const anchorRow = (row: TableRow, order: readonly number[]): AnchorRow => ({
  key: row.key,
  cells: cellsIn(order, row),
  marks: marksText(row, order),
})

/** Column order of the anchor out of the model's. */
export const cellsIn = (order: readonly number[], row: TableRow): CellValue[] => order.map(at => row.cells[at] ?? null)

/** A table keeps at least one row. */
function deletableRows(gone: readonly number[], rowCount: number, mayDelete: (row: number) => boolean): Set<number> {
  const rows = new Set(gone.filter(mayDelete))
  const [first] = rows
  if (first !== undefined && rows.size === rowCount) rows.delete(first)
  return rows
}

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
  return { cells, rows: [...previous.rows, ...plan.added.flatMap(({ key }) => byKey.get(key) ?? [])] }
}
