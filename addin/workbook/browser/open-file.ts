import { WorkbookError } from '../workbook.ts'
import type { Book } from './book.ts'
import { addSheet } from './change-sheets.ts'
import type { OpenedFile } from './opened-file.ts'
import { readCsv } from './read-csv.ts'

/** Larger files are not for a grid: they are streamed to the server as they are. */
export const LARGEST_IN_GRID = 15_000_000

/**
 * Opens a CSV or XLSX file into the book, as one step of undo. Answers the ids of its sheets and what was not as
 * expected. Throws WorkbookError: `too-large`, or `failed` where the file is not what its name says.
 */
export async function openFile(book: Book, file: File): Promise<{ sheetIds: string[]; notices: readonly string[] }> {
  if (file.size > LARGEST_IN_GRID)
    throw new WorkbookError(
      'too-large',
      `Opening ${file.name}: it has ${Math.ceil(file.size / 1_000_000)} MB, and the grid takes ${LARGEST_IN_GRID / 1_000_000}; upload it as it is`,
    )
  const bytes = new Uint8Array(await file.arrayBuffer())
  const opened = await readFile(book, file.name, bytes)
  if (opened.sheets.length === 0) throw new WorkbookError('failed', `Opening ${file.name}: there is no cell in it`)
  const tableIds = new Map(opened.tables.map(table => [table.id, table.id]))
  const { unsaved } = book
  book.change({ kind: 'structure' }, state => {
    let next = state
    for (const sheet of opened.sheets) next = addSheet(next, sheet)
    // The same file opened twice: its tables are copies of those that are here.
    const tables = opened.tables.map(table => {
      if (!state.tables.some(({ id }) => id === table.id)) return table
      const id = book.newId()
      tableIds.set(table.id, id)
      return { ...table, id, copyOf: table.id }
    })
    return { ...next, tables: [...next.tables, ...tables] }
  })
  // What was read just now is in its file.
  book.unsaved = unsaved
  book.name ??= file.name
  const sheetIds = opened.sheets.map(({ id }) => id)
  if (sheetIds[0] !== undefined) book.select(sheetIds[0], 0, 0)
  return { sheetIds, notices: opened.notices }
}

async function readFile(book: Book, name: string, bytes: Uint8Array): Promise<OpenedFile> {
  if (bytes.length === 0) throw new WorkbookError('failed', `Opening ${name}: the file is empty`)
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b
  const old = bytes[0] === 0xd0 && bytes[1] === 0xcf
  if (old)
    throw new WorkbookError(
      'failed',
      `Opening ${name}: it is an Excel 97-2003 workbook, or protected by a password; save it as .xlsx without one and open that`,
    )
  if (zipped) {
    const { readWorkbook } = await import('./read-xlsx.ts')
    return await readWorkbook(bytes, name, book.newId)
  }
  if (/\.xls[xm]$/i.test(name))
    throw new WorkbookError(
      'failed',
      `Opening ${name}: it is damaged, or no workbook in spite of its name; export it again`,
    )
  return readCsv(bytes, name, book.newId())
}
