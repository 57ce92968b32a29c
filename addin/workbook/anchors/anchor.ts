import type { CellValue, Provenance, TableColumn, TableRow } from '../workbook.ts'
import { mapOf, type Steps } from './steps.ts'

/**
 * What the workbook remembers of a table that was pulled: what was written, so that hand edits are noticed, rows are
 * found by what stands in them, and columns by their key.
 */
export interface Anchor {
  /** The host's own id of the table: it stays when the table is renamed or moved. */
  readonly tableId: string
  /** Its name when it was last written, for hosts that give tables new ids when a workbook is opened again. */
  readonly name: string
  readonly title: string
  /** Counts the writes. */
  readonly revision: number
  readonly provenance: Provenance
  readonly columns: readonly AnchorColumn[]
  readonly rows: readonly AnchorRow[]
  readonly previous: Previous
}

export interface AnchorColumn extends TableColumn {
  /** The host's id of the column within the table. */
  readonly id: number
}

export interface AnchorRow {
  readonly key: string
  /** As written, in the order of `columns`. */
  readonly cells: readonly CellValue[]
  /** First letter of the level of each cell's mark, "-" for none, e.g. "--LA"; "" where no cell has one. */
  readonly marks: string
}

/**
 * What the last write replaced. A value of before is still ours: the person has undone the write, or it ended half-way.
 * Only what changed is kept, and nothing of a write that changed more than `maxPrevious` cells.
 */
export interface Previous {
  readonly cells: readonly (readonly [rowKey: string, column: number, value: CellValue])[]
  /** Rows that the last write took away. */
  readonly rows: readonly AnchorRow[]
}

export const nothingBefore: Previous = { cells: [], rows: [] }
export const maxPrevious = 200_000

/** Columns whose cells say what a row is about, and so find it again wherever it was sorted to. */
export const isIdentity = (column: Pick<TableColumn, 'kind'>): boolean =>
  column.kind === 'dimension' || column.kind === 'text'

/** The marks of a row as they are remembered; `order` gives for each column of the anchor the one of the row. */
export function marksText({ marks }: TableRow, order: readonly number[]): string {
  const text = order.map(at => marks?.[at]?.level[0] ?? '-').join('')
  return /^-*$/.test(text) ? '' : text
}

/** What the last write replaced, by column and key of the row. */
export function* valuesBefore(anchor: Anchor): Steps<ReadonlyMap<string, CellValue>> {
  return yield* mapOf(anchor.previous.cells, ([key, column, value]) => [cellName(column, key), value])
}

export const cellName = (column: number, rowKey: string): string => `${column} ${rowKey}`

/** The rows that may stand in the table, by key. */
export function* knownRows({ previous, rows }: Anchor): Steps<ReadonlyMap<string, AnchorRow>> {
  const known = yield* mapOf(previous.rows, row => [row.key, row])
  for (const row of rows) {
    yield
    known.set(row.key, row)
  }
  return known
}
