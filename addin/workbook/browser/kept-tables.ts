import type { Sheet } from 'hucre/xlsx'
import type { CellValue } from '../workbook.ts'
import { readArea } from './address.ts'
import type { SheetState, TableState, WrittenContent, WrittenRow } from './book-state.ts'
import { cellAt } from './sheet-cells.ts'

/** The sheet (hidden even from the list of hidden ones) that says where pulled tables come from. */
export const KEPT_SHEET = '_moatmetrics'
const MARK = 'MoatMetrics tables, version 1'
/** A cell takes 32,767 characters. */
const CHARACTERS = 30_000

type KeptTable = Omit<TableState, 'sheetId' | 'top' | 'left' | 'columnKeys' | 'rowKeys' | 'written'> & {
  readonly columns: WrittenContent['columns']
  readonly rows: readonly (readonly [key: string, cells: WrittenRow['cells'], trust: WrittenRow['trust']])[]
}

/** Rows of the hidden sheet: number of the table, and a piece of what is remembered of it. */
export function keptTables(tables: readonly TableState[]): string[][] {
  const rows: string[][] = [[MARK]]
  for (const [index, { id, name, written, provenance, checksum, chart, copyOf }] of tables.entries()) {
    const kept = [...written.rows].map(([key, { cells, trust }]) => [key, cells, trust])
    const text = JSON.stringify({ id, name, columns: written.columns, rows: kept, provenance, checksum, chart, copyOf })
    for (let at = 0; at < text.length; at += CHARACTERS) rows.push([String(index), text.slice(at, at + CHARACTERS)])
  }
  return rows
}

/**
 * Finds the tables again by their names, wherever they have been moved to: columns by their headings, rows by what
 * names them. What cannot be found again is said, and stays as plain cells.
 */
export function readKeptTables(
  rows: readonly (readonly unknown[])[],
  sheets: readonly { readonly sheet: Sheet; readonly state: SheetState }[],
): { tables: TableState[]; notices: string[] } {
  const notices: string[] = []
  const tables: TableState[] = []
  for (const text of textsOf(rows)) {
    const kept = parsed(text)
    const home = kept && sheets.find(({ sheet }) => sheet.tables?.some(({ name }) => name === kept.name))
    const range = home?.sheet.tables?.find(({ name }) => name === kept?.name)?.range
    const area = range === undefined ? null : readArea(range)
    if (!kept || !home || !area) {
      notices.push(
        kept
          ? `The table "${kept.name}" is not where it was; its cells are plain cells now`
          : 'What the workbook remembered of a table is damaged; its cells are plain cells now',
      )
      continue
    }
    const { columns, rows: content, ...rest } = kept
    const written: WrittenContent = {
      columns,
      rows: new Map(content.map(([key, cells, trust]) => [key, { cells, trust }])),
    }
    const headings = new Map(columns.map(column => [column.heading, column.key]))
    const columnKeys = Array.from({ length: area.right - area.left + 1 }, (_, index) => {
      const heading = String(cellAt(home.state, area.top, area.left + index) ?? '')
      const key = headings.get(heading) ?? null
      headings.delete(heading)
      return key
    })
    const { top, left, bottom } = area
    const place = { sheetId: home.state.id, top, left, columnKeys }
    tables.push({
      ...rest,
      ...place,
      written,
      rowKeys: rowKeysOf(home.state, { top, left, bottom }, columnKeys, written),
    })
  }
  return { tables, notices }
}

function rowKeysOf(
  sheet: SheetState,
  { top, left, bottom }: { top: number; left: number; bottom: number },
  columnKeys: readonly (string | null)[],
  { columns, rows }: WrittenContent,
): (string | null)[] {
  const naming = columns.flatMap(({ key, kind }, index) =>
    kind === 'dimension' || kind === 'text' ? [{ key, index }] : [],
  )
  const nameOf = (cells: readonly CellValue[]) => JSON.stringify(cells.map(cell => cell ?? ''))
  const keys = new Map(
    [...rows].map(([key, { cells }]) => [nameOf(naming.map(({ index }) => cells[index] ?? null)), key]),
  )
  return Array.from({ length: bottom - top }, (_, offset) => {
    const cells = naming.map(({ key }) => cellAt(sheet, top + 1 + offset, left + columnKeys.indexOf(key)))
    const name = nameOf(cells)
    const key = keys.get(name) ?? null
    keys.delete(name)
    return key
  })
}

function textsOf(rows: readonly (readonly unknown[])[]): string[] {
  if (rows[0]?.[0] !== MARK) return []
  const texts = new Map<string, string>()
  for (const [index, piece] of rows.slice(1))
    texts.set(String(index), `${texts.get(String(index)) ?? ''}${typeof piece === 'string' ? piece : ''}`)
  return [...texts.values()]
}

function parsed(text: string): KeptTable | null {
  try {
    const value = JSON.parse(text) as KeptTable
    return Array.isArray(value.columns) && Array.isArray(value.rows) && typeof value.name === 'string' ? value : null
  } catch {
    return null
  }
}
