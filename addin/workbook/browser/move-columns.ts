import type { BookState, TableState } from './book-state.ts'
import { changeSheet } from './move-rows.ts'

/** Inserts blank columns before a column; a table that they go through takes them in as the person's own. */
export function insertColumns(state: BookState, sheetId: string, at: number, count: number): BookState {
  const widen = <T>(cells: readonly T[], filler: T): readonly T[] =>
    cells.length <= at ? cells : cells.toSpliced(at, 0, ...Array.from({ length: count }, () => filler))
  return {
    sheets: changeSheet(state, sheetId, sheet => ({
      ...sheet,
      rows: sheet.rows.map(row => widen(row, null)),
      formats: shared(sheet.formats, row => widen(row, null)),
      widths: widen(sheet.widths, undefined),
    })),
    tables: state.tables.map(table => {
      if (table.sheetId !== sheetId) return table
      if (at <= table.left) return { ...table, left: table.left + count }
      const inside = at - table.left
      if (inside >= table.columnKeys.length) return table
      const own = Array.from({ length: count }, () => null)
      return { ...table, columnKeys: table.columnKeys.toSpliced(inside, 0, ...own) }
    }),
    marks: state.marks.map(mark =>
      mark.sheetId === sheetId && mark.column !== null && mark.column >= at
        ? { ...mark, column: mark.column + count }
        : mark,
    ),
  }
}

/** Deletes columns; a table that loses all of its own is gone. */
export function deleteColumns(state: BookState, sheetId: string, at: number, count: number): BookState {
  const end = at + count
  return {
    sheets: changeSheet(state, sheetId, sheet => ({
      ...sheet,
      rows: sheet.rows.map(row => row.toSpliced(at, count)),
      formats: shared(sheet.formats, row => row.toSpliced(at, count)),
      widths: sheet.widths.toSpliced(at, count),
    })),
    tables: state.tables.flatMap(table => (table.sheetId === sheetId ? tableWithoutColumns(table, at, end) : [table])),
    marks: state.marks.flatMap(mark => {
      if (mark.sheetId !== sheetId || mark.column === null || mark.column < at) return [mark]
      return mark.column < end ? [] : [{ ...mark, column: mark.column - count }]
    }),
  }
}

function tableWithoutColumns(table: TableState, at: number, end: number): TableState[] {
  const columnKeys = table.columnKeys.filter((_, index) => {
    const column = table.left + index
    return column < at || column >= end
  })
  const goneBefore = Math.max(0, Math.min(table.left, end) - at)
  return columnKeys.length === 0 ? [] : [{ ...table, left: table.left - goneBefore, columnKeys }]
}

/** Rows that share a list go on sharing one. */
function shared<T>(
  rows: readonly (readonly T[] | undefined)[],
  change: (row: readonly T[]) => readonly T[],
): readonly (readonly T[] | undefined)[] {
  const made = new Map<readonly T[], readonly T[]>()
  return rows.map(row => {
    if (!row) return row
    const known = made.get(row) ?? change(row)
    made.set(row, known)
    return known
  })
}
