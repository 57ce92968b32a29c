import type { BookState, MarkState, SheetState, TableState } from './book-state.ts'

/** Inserts blank rows above a row; tables and marks below move, a table that it goes through takes them in. */
export function insertRows(state: BookState, sheetId: string, at: number, count: number): BookState {
  const blank = <T>(value: T): T[] => Array.from({ length: count }, () => value)
  return {
    sheets: changeSheet(state, sheetId, sheet => ({
      ...sheet,
      rows: padded(sheet.rows, at, []).toSpliced(at, 0, ...blank([])),
      // As in Excel: new rows look like the one above.
      formats: padded(sheet.formats, at, undefined).toSpliced(at, 0, ...blank(sheet.formats[at - 1])),
      hiddenRows: new Set([...sheet.hiddenRows].map(row => (row >= at ? row + count : row))),
    })),
    tables: state.tables.map(table => {
      if (table.sheetId !== sheetId) return table
      if (at <= table.top) return { ...table, top: table.top + count }
      const inside = at - table.top - 1
      if (inside >= table.rowKeys.length) return table
      return { ...table, rowKeys: table.rowKeys.toSpliced(inside, 0, ...blank(null)) }
    }),
    marks: state.marks.map(mark =>
      mark.sheetId === sheetId && mark.row >= at ? { ...mark, row: mark.row + count } : mark,
    ),
  }
}

/** Deletes rows; a table whose heading row goes is gone, its other rows shrink it. */
export function deleteRows(state: BookState, sheetId: string, at: number, count: number): BookState {
  const end = at + count
  return {
    sheets: changeSheet(state, sheetId, sheet => ({
      ...sheet,
      rows: sheet.rows.toSpliced(at, count),
      formats: sheet.formats.toSpliced(at, count),
      hiddenRows: new Set([...sheet.hiddenRows].flatMap(row => (row < at ? [row] : row >= end ? [row - count] : []))),
    })),
    tables: state.tables.flatMap(table => (table.sheetId === sheetId ? tableWithoutRows(table, at, end) : [table])),
    marks: state.marks.flatMap(mark => (mark.sheetId === sheetId ? markWithoutRows(mark, at, end) : [mark])),
  }
}

export const changeSheet = (
  state: BookState,
  sheetId: string,
  change: (sheet: SheetState) => SheetState,
): readonly SheetState[] => state.sheets.map(sheet => (sheet.id === sheetId ? change(sheet) : sheet))

/** Where tables are whose place was deleted. */
const NO_SHEET = ''

function tableWithoutRows(table: TableState, at: number, end: number): TableState[] {
  if (end <= table.top) return [{ ...table, top: table.top - (end - at) }]
  if (at <= table.top) return table.copyOf === null ? [{ ...table, sheetId: NO_SHEET }] : []
  const first = at - table.top - 1
  return [{ ...table, rowKeys: table.rowKeys.filter((_, row) => row < first || row >= first + (end - at)) }]
}

function markWithoutRows(mark: MarkState, at: number, end: number): MarkState[] {
  if (mark.row < at) return [mark]
  return mark.row < end ? [] : [{ ...mark, row: mark.row - (end - at) }]
}

function padded<T>(rows: readonly T[], length: number, filler: T): readonly T[] {
  return rows.length >= length ? rows : [...rows, ...Array.from({ length: length - rows.length }, () => filler)]
}
