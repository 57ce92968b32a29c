import { UnreadableSheet } from '../sheet.ts'
import { brokenWorkbook } from './broken-workbook.ts'
import { scanPart } from './scan-part.ts'
import { xmlText } from './xml-scanner.ts'
import type { ZipEntry } from './zip-directory.ts'

/** They are held in memory while a sheet is read. */
const MAX_BYTES = 256 * 1024 * 1024
const MAX_STRINGS = 10_000_000

/** Above what a spreadsheet's cell can hold: 32,767 characters. */
export const MAX_CELL_TEXT = 100_000
export const cellTooLarge = (): UnreadableSheet => brokenWorkbook('a cell is larger than a spreadsheet can hold')

/** A workbook writes characters that XML cannot hold as _x000D_. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

/** The texts that cells refer to by number: rich text as plain text, readings of East Asian text left out. */
export async function sharedStrings(path: string, entry: ZipEntry | undefined): Promise<readonly string[]> {
  if (!entry) return []
  if (entry.size > MAX_BYTES)
    throw new UnreadableSheet(
      'TOO_LARGE',
      `Reading the workbook: its texts take ${Math.ceil(entry.size / 1024 / 1024)} MiB, but at most ${MAX_BYTES / 1024 / 1024} MiB are held; export CSV instead`,
    )
  const strings: string[] = []
  let [text, inText, inReading] = ['', false, false]
  await scanPart(path, entry, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 't') inText = !inReading
      else if (name === 'rPh') inReading = true
    },
    close(name) {
      if (name === 'si') {
        if (strings.length >= MAX_STRINGS) throw brokenWorkbook('it has more texts than a sheet has cells for')
        strings.push(unescaped(text))
      } else if (name === 't') inText = false
      else if (name === 'rPh') inReading = false
    },
    text(raw, literal) {
      if (!inText) return
      text += literal ? raw : xmlText(raw)
      if (text.length > MAX_CELL_TEXT) throw cellTooLarge()
    },
  })
  return strings
}
