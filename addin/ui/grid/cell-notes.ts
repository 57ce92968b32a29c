import type { BookState, MarkState } from '../../workbook/browser/book-state.ts'
import { tableAt } from '../../workbook/browser/table-area.ts'

export interface CellNote {
  /** trust: a value that is not quite sure; doubt: one that is hardly sure, or cannot be said to be. */
  readonly kind: 'error' | 'warning' | 'info' | 'trust' | 'doubt'
  readonly text: string
}

/** What is to be said about the cells of a sheet, by "row,column"; of whole rows by "row". */
export function notesByCell(state: BookState, sheetId: string): ReadonlyMap<string, MarkState> {
  const notes = new Map<string, MarkState>()
  for (const mark of state.marks) {
    if (mark.sheetId !== sheetId) continue
    const place = mark.column === null ? `${mark.row}` : `${mark.row},${mark.column}`
    const known = notes.get(place)
    notes.set(place, known ? { ...known, note: `${known.note}\n${mark.note}` } : mark)
  }
  return notes
}

/** The note of one cell: what was found wrong with it, else how far a pulled value can be trusted. */
export function noteOf(
  state: BookState,
  notes: ReadonlyMap<string, MarkState>,
  sheetId: string,
  row: number,
  column: number,
): CellNote | null {
  const mark = notes.get(`${row},${column}`) ?? notes.get(`${row}`)
  if (mark) return { kind: mark.severity, text: mark.note }
  const table = tableAt(state, sheetId, row, column)
  if (!table) return null
  const columnKey = table.columnKeys[column - table.left]
  const index = table.written.columns.findIndex(each => each.key === columnKey)
  const rowKey = table.rowKeys[row - table.top - 1]
  const trust = rowKey ? table.written.rows.get(rowKey)?.trust[index] : null
  if (!trust) return null
  const doubtful = trust.level === 'LOW' || trust.level === 'AMBIGUOUS'
  return { kind: doubtful ? 'doubt' : 'trust', text: trust.note }
}
