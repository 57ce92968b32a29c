import { brokenWorkbook } from './broken-workbook.ts'
import { formatCurrency } from './format-currency.ts'
import { scanPart } from './scan-part.ts'
import { attributes } from './xml-scanner.ts'
import type { ZipEntry } from './zip-directory.ts'

/** What a number is shown as. PLAIN: a number. */
export type StyleKind = 'PLAIN' | 'DATE' | 'TIME'

export interface CellStyle {
  readonly kind: StyleKind
  /** The currency that its format writes beside a number. */
  readonly currency: string | null
}

/** Above what a spreadsheet can hold: 65,490 cell styles, and 255 characters of a format's code. */
const MAX_STYLES = 100_000
const MAX_CODE = 1_000

export const PLAIN_STYLE: CellStyle = { kind: 'PLAIN', currency: null }

/** Number formats that every workbook has without declaring them (ECMA-376, 18.8.30), East Asian dates included. */
function builtInKind(id: number): StyleKind {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54))
    return 'DATE'
  if (id === 57 || id === 58) return 'DATE'
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47) || (id >= 32 && id <= 35) || id === 55 || id === 56)
    return 'TIME'
  return 'PLAIN'
}

/** What a format code shows: "yyyy-mm-dd" a date, "[h]:mm" a time, "#,##0.00 [$€-407]" a number. */
export function formatKind(code: string): StyleKind {
  const letters = (code.split(';')[0] ?? '')
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .replace(/am\/pm|a\/p/gi, 'h')
    .toLowerCase()
  if (/general/.test(letters)) return 'PLAIN'
  if (/[dy]/.test(letters)) return 'DATE'
  if (/[hs]/.test(letters)) return 'TIME'
  return letters.includes('m') ? 'DATE' : 'PLAIN'
}

/** What each cell style of a workbook shows numbers as, by its place. */
export async function cellStyles(path: string, entry: ZipEntry | undefined): Promise<readonly CellStyle[]> {
  if (!entry) return []
  const codes = new Map<number, string>()
  const styles: CellStyle[] = []
  let inCellFormats = false
  await scanPart(path, entry, {
    open(name, tag) {
      if (name === 'cellXfs') inCellFormats = true
      else if (name === 'numFmt') {
        const found = attributes(tag)
        codes.set(Number(found.get('numFmtId')), (found.get('formatCode') ?? '').slice(0, MAX_CODE))
        if (codes.size > MAX_STYLES) throw brokenWorkbook('it has more number formats than a spreadsheet can hold')
      } else if (name === 'xf' && inCellFormats) {
        if (styles.length >= MAX_STYLES) throw brokenWorkbook('it has more cell styles than a spreadsheet can hold')
        const id = Number(attributes(tag).get('numFmtId') ?? 0)
        const code = codes.get(id)
        styles.push(
          code === undefined
            ? { kind: builtInKind(id), currency: null }
            : { kind: formatKind(code), currency: formatCurrency(code) },
        )
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false
    },
    text() {},
  })
  return styles
}
