import { type Cell, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import type { CellValue } from '../workbook.ts'
import { aboutSheet } from './about-sheet.ts'
import { areaAddress } from './address.ts'
import type { BookState, SheetState, TableState } from './book-state.ts'
import { sheetName } from './change-sheets.ts'
import { chartOf } from './chart-of.ts'
import { KEPT_SHEET, keptTables } from './kept-tables.ts'
import { looksLikeFormula } from './save-csv.ts'
import { cellAt } from './sheet-cells.ts'
import { tableArea } from './table-area.ts'

/**
 * The book as XLSX: values, number formats, widths, tables with their charts, notes of marks, where numbers come from
 * (a sheet to read, and a hidden one by which tables are known again). No formula, and no names of authors or machines.
 */
export async function saveXlsx(book: BookState): Promise<Blob> {
  const here = new Set(book.sheets.map(({ id }) => id))
  const state = { ...book, tables: book.tables.filter(({ sheetId }) => here.has(sheetId)) }
  const sheets = state.sheets.map(sheet => written(sheet, state))
  if (state.tables.length > 0) {
    sheets.push({ ...aboutSheet(state), name: sheetName(state, 'About these tables') })
    sheets.push({ name: KEPT_SHEET, rows: keptTables(state.tables), veryHidden: true })
  }
  if (sheets.length === 0) sheets.push({ name: 'Sheet 1', rows: [] })
  const bytes = await writeXlsx({ sheets })
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return new Blob([bytes.slice()], { type })
}

function written(sheet: SheetState, state: BookState): WriteSheet {
  const tables = state.tables.filter(table => table.sheetId === sheet.id)
  const headings = new Map(tables.flatMap(table => headingsOf(sheet, table)))
  const rows = sheet.rows.map((row, index) =>
    row.map((value, column): CellValue => headings.get(`${index},${column}`) ?? value),
  )
  const cells = new Map<string, Partial<Cell>>()
  for (const [row, values] of rows.entries())
    for (const [column, value] of values.entries()) {
      const format = formatOf(value, sheet.formats[row]?.[column] ?? null)
      if (format !== null) cells.set(`${row},${column}`, { style: { numFmt: format } })
    }
  for (const place of headings.keys()) cells.set(place, { style: { font: { bold: true } } })
  for (const { row, column, note } of state.marks.filter(mark => mark.sheetId === sheet.id)) {
    const place = `${row},${column ?? 0}`
    const fill = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFF4CE' } } as const
    cells.set(place, { ...cells.get(place), comment: { text: note }, style: { ...cells.get(place)?.style, fill } })
  }
  return {
    name: sheet.name,
    rows,
    cells,
    columns: Array.from(sheet.widths, width => (width === undefined ? {} : { width })),
    rowDefs: new Map([...sheet.hiddenRows].map(row => [row, { hidden: true }])),
    tables: tables.map(table => ({
      name: table.name,
      range: rangeOf(table),
      columns: headingsOf(sheet, table).map(([, name]) => ({ name })),
    })),
    charts: tables.flatMap(table => chartOf(sheet, table)),
  }
}

/** Text that would be taken for a formula when somebody edits the cell is formatted as text, which Excel leaves alone. */
const formatOf = (value: CellValue, format: string | null): string | null =>
  typeof value === 'string' && looksLikeFormula(value) ? '@' : format

/** Excel repairs files whose tables have blank or equal headings, or other ones than the cells. */
function headingsOf(sheet: SheetState, table: TableState): [place: string, heading: string][] {
  const used = new Set<string>()
  return table.columnKeys.map((_, index) => {
    const text = String(cellAt(sheet, table.top, table.left + index) ?? '')
      .replace(/\s+/g, ' ')
      .trim()
    let heading = text || `Column ${index + 1}`
    for (let number = 2; used.has(heading.toLowerCase()); number++) heading = `${text || 'Column'} ${number}`
    used.add(heading.toLowerCase())
    return [`${table.top},${table.left + index}`, heading]
  })
}

/** A table has at least one row below its headings. */
function rangeOf(table: TableState): string {
  const area = tableArea(table)
  return areaAddress({ ...area, bottom: Math.max(area.bottom, area.top + 1) })
}
