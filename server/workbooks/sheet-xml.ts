import { xmlText } from './xml-text.ts'

/** Text stays text and numbers stay numbers; null is no cell. */
export type Cell = string | number | null

/** A sheet of a workbook that is written. */
export interface WrittenSheet {
  readonly name: string
  /** Of each column, in characters. */
  readonly widths: readonly number[]
  /** Whether the first row is one: bold, and always in view. */
  readonly hasHeading: boolean
  /** Its rows in batches, at most 1,048,576 altogether. */
  readonly rows: Iterable<readonly (readonly Cell[])[]> | AsyncIterable<readonly (readonly Cell[])[]>
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
/** The cell style of headings: see styles.xml. */
const BOLD = ' s="1"'
const PANE =
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'

/** The XML of a worksheet, a batch of rows at a time. */
export async function* sheetXml({ widths, hasHeading, rows }: WrittenSheet): AsyncGenerator<string> {
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}">${hasHeading ? PANE : ''}<cols>${columns.join('')}</cols><sheetData>`
  const letters: string[] = []
  let number = 0
  for await (const batch of rows) {
    let xml = ''
    for (const row of batch) {
      number++
      xml += rowXml(row, number, letters, hasHeading && number === 1 ? BOLD : '')
    }
    yield xml
  }
  yield '</sheetData></worksheet>'
}

function rowXml(row: readonly Cell[], number: number, letters: string[], style: string): string {
  let xml = `<row r="${number}">`
  for (let index = 0; index < row.length; index++) {
    const cell = row[index]
    if (cell === null || cell === undefined) continue
    letters[index] ??= columnLetters(index)
    const start = `<c r="${letters[index]}${number}"${style}`
    xml +=
      typeof cell === 'number' && Number.isFinite(cell)
        ? `${start}><v>${cell}</v></c>`
        : `${start} t="inlineStr"><is><t xml:space="preserve">${xmlText(String(cell))}</t></is></c>`
  }
  return `${xml}</row>`
}

/** A, B, … Z, AA. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last
}
