import { parseCsv } from 'hucre/csv'
import { WorkbookError } from '../workbook.ts'
import { newSheet } from './change-sheets.ts'
import type { OpenedFile } from './opened-file.ts'

/** Text files keep every cell as the text that it is: what is a date or a number, the server proves from the column. */
export function readCsv(bytes: Uint8Array, name: string, sheetId: string): OpenedFile {
  const text = textOf(bytes)
  if (/\0/.test(text.slice(0, 10_000)))
    throw new WorkbookError('failed', `Opening ${name}: it is neither text nor a workbook; export it as CSV or XLSX`)
  const rows = parseCsv(text, { delimiter: delimiterOf(text) }).map(row =>
    row.map(cell => (cell === '' || cell === null ? null : String(cell))),
  )
  while (rows.at(-1)?.every(cell => cell === null)) rows.pop()
  const sheet = newSheet(sheetId, name.replace(/\.[^.]+$/, ''), name)
  return { sheets: rows.length === 0 ? [] : [{ ...sheet, rows }], tables: [], notices: [] }
}

/** UTF-8 or UTF-16 by its mark, UTF-8 where it is valid, else Windows-1252, as Excel saves on Windows. */
function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The sign that stands outside of quotes most often in the first lines, and as often in each. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter(line => line.trim() !== '')
    .slice(0, 20)
  const marks = [',', ';', '\t', '|'].map(mark => {
    const counts = lines.map(line => line.split(mark).length - 1).filter(count => count > 0)
    const usual = counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0
    return { mark, lines: counts.filter(count => count === usual).length, usual }
  })
  marks.sort((a, b) => b.lines - a.lines || b.usual - a.usual)
  return marks[0] && marks[0].usual > 0 ? marks[0].mark : ','
}
