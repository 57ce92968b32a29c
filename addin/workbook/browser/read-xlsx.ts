import { readXlsx, type Sheet } from 'hucre/xlsx'
import { type CellValue, WorkbookError } from '../workbook.ts'
import type { SheetState } from './book-state.ts'
import { newSheet } from './change-sheets.ts'
import { KEPT_SHEET, readKeptTables } from './kept-tables.ts'
import type { OpenedFile } from './opened-file.ts'

/** The sheets of an XLSX file with values, number formats, widths, hidden rows, and tables that were pulled into it. */
export async function readWorkbook(bytes: Uint8Array, name: string, newId: () => string): Promise<OpenedFile> {
  const { sheets } = await readXlsx(bytes, { readStyles: true }).catch((error: Error) => {
    const locked = error.name === 'EncryptedFileError'
    const what = locked
      ? 'it is protected by a password; save it without one'
      : `it is damaged (${error.message}); export it again`
    throw new WorkbookError('failed', `Opening ${name}: ${what}`, { cause: error })
  })
  const kept = sheets.find(sheet => sheet.name === KEPT_SHEET)
  const seen = sheets.filter(sheet => sheet !== kept && sheet.rows.length > 0)
  const made = seen.map(sheet => ({ sheet, state: sheetState(sheet, newId(), name) }))
  const { tables, notices } = kept ? readKeptTables(kept.rows, made) : { tables: [], notices: [] }
  return { sheets: made.map(({ state }) => state), tables, notices }
}

function sheetState(sheet: Sheet, id: string, origin: string): SheetState {
  const rows = sheet.rows.map(row => row.map(cellValue))
  const formats: (string | null)[][] = []
  const sharedRows = new Map<string, (string | null)[]>()
  for (const [place, { style }] of sheet.cells ?? []) {
    if (!style?.numFmt || style.numFmt === 'General') continue
    const [row = 0, column = 0] = place.split(',').map(Number)
    const list = formats[row] ?? []
    while (list.length < column) list.push(null)
    list[column] = style.numFmt
    formats[row] = list
  }
  return {
    ...newSheet(id, sheet.name, origin),
    rows,
    formats: Array.from({ length: formats.length }, (_, row) => {
      const list = formats[row]
      if (!list) return undefined
      const key = JSON.stringify(list)
      const known = sharedRows.get(key) ?? list
      sharedRows.set(key, known)
      return known
    }),
    widths: (sheet.columns ?? []).map(column => column.width),
    hiddenRows: new Set([...(sheet.rowDefs ?? [])].flatMap(([row, { hidden }]) => (hidden ? [row] : []))),
  }
}

/** Dates become serial numbers, as everywhere in the port. */
function cellValue(value: string | number | boolean | Date | null | undefined): CellValue {
  if (value instanceof Date) return value.getTime() / 86_400_000 + 25_569
  return value === undefined || value === '' ? null : value
}
