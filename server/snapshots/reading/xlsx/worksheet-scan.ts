import type { RawCell } from '../cells/raw-cell.ts'
import type { RecordBatch, SourceFacts } from '../record-source.ts'
import { brokenWorkbook } from './broken-workbook.ts'
import { type CellStyle, PLAIN_STYLE } from './cell-styles.ts'
import { serialText } from './serial-text.ts'
import { cellTooLarge, MAX_CELL_TEXT, unescaped } from './shared-strings.ts'
import { attribute, attributes, type XmlHandler, xmlText } from './xml-scanner.ts'

/** What the cells of a sheet refer to. */
export interface CellContext {
  readonly strings: readonly string[]
  readonly styles: readonly CellStyle[]
  readonly is1904: boolean
}

/** Columns and rows of a spreadsheet. */
const MAX_COLUMNS = 16_384
const MAX_ROWS = 1_048_576
/** Blank cells that are filled in before a cell. */
const MAX_GAP = 200
/** Characters of one row: a few texts that all cells refer to would fill the memory. */
const MAX_ROW_TEXT = 1024 * 1024
/** Merged areas that are noted. */
const MAX_MERGED = 10_000

/** Column (from 0) of a reference such as "BC12"; −1 where there is none. */
export function columnOfReference(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true'

/** Gathers the rows of a worksheet while its XML streams by. */
export class WorksheetScan implements XmlHandler {
  readonly #context: CellContext
  readonly #facts: SourceFacts
  #records: RawCell[][] = []
  #rows: number[] = []
  #inData = false
  #row = 0
  #record: RawCell[] | null = null
  #column = -1
  #type = ''
  #style = 0
  #value: string | null = null
  #formula: string | null = null
  #taking: 'VALUE' | 'FORMULA' | null = null
  #inReading = false
  #hidden = false
  #rowText = 0

  constructor(context: CellContext, facts: SourceFacts) {
    this.#context = context
    this.#facts = facts
  }

  get count(): number {
    return this.#records.length
  }

  takeBatch(): RecordBatch {
    const batch = { records: this.#records, rows: this.#rows }
    this.#records = []
    this.#rows = []
    return batch
  }

  open(name: string, tag: string): void {
    if (name === 'c') this.#openCell(tag)
    else if (name === 'v' || name === 't') this.#take('VALUE')
    else if (name === 'f') this.#take('FORMULA')
    else if (name === 'row') this.#openRow(tag)
    else if (name === 'rPh') this.#inReading = true
    else if (name === 'sheetData') this.#inData = true
    else if (name === 'mergeCell' && this.#facts.mergedRows.length < MAX_MERGED) {
      const top = /\d+/.exec(attributes(tag).get('ref') ?? '')?.[0]
      if (top) this.#facts.mergedRows.push(Number(top))
    }
  }

  close(name: string): void {
    if (name === 'c') this.#closeCell()
    else if (name === 'row') this.#closeRow()
    else if (name === 'sheetData') this.#inData = false
    else if (name === 'rPh') this.#inReading = false
    else if (name === 'v' || name === 't' || name === 'f') this.#taking = null
  }

  text(raw: string, literal: boolean): void {
    if (this.#taking === null || this.#record === null) return
    const text = literal ? raw : xmlText(raw)
    if (this.#taking === 'VALUE') this.#value = this.#value === null ? text : this.#value + text
    else this.#formula = this.#formula === null ? text : this.#formula + text
    if ((this.#value?.length ?? 0) > MAX_CELL_TEXT || (this.#formula?.length ?? 0) > MAX_CELL_TEXT) throw cellTooLarge()
  }

  #take(what: 'VALUE' | 'FORMULA'): void {
    if (this.#record === null || this.#inReading) return
    this.#taking = what
    if (what === 'VALUE') this.#value ??= ''
    else this.#formula ??= ''
  }

  #openRow(tag: string): void {
    if (!this.#inData) return
    const number = attribute(tag, ' r=')
    const row = number === undefined ? this.#row + 1 : Number(number)
    if (!Number.isInteger(row) || row <= this.#row || row > MAX_ROWS) throw brokenWorkbook('its rows are out of order')
    this.#row = row
    this.#record = []
    this.#column = -1
    this.#rowText = 0
    this.#hidden = isTrue(attribute(tag, ' hidden='))
  }

  #openCell(tag: string): void {
    if (this.#record === null) return
    const reference = attribute(tag, ' r=')
    this.#column = reference === undefined ? this.#column + 1 : columnOfReference(reference)
    if (this.#column < 0 || this.#column >= MAX_COLUMNS) throw brokenWorkbook('a cell lies outside of the sheet')
    this.#type = attribute(tag, ' t=') ?? 'n'
    this.#style = Number(attribute(tag, ' s=') ?? 0)
    this.#value = null
    this.#formula = null
  }

  #closeCell(): void {
    const record = this.#record
    if (record === null) return
    const cell = this.#cell()
    if (cell === null) return
    // A wide gap stays a hole: a million rows with one cell in the last column must not take its width in memory.
    if (record[this.#column] !== undefined && record[this.#column] !== null)
      throw brokenWorkbook('a cell stands there twice')
    if (typeof cell === 'string') this.#rowText += cell.length
    if (this.#rowText > MAX_ROW_TEXT)
      throw brokenWorkbook(`row ${this.#row} holds more than ${MAX_ROW_TEXT / 1024} KiB of text`)
    if (this.#column - record.length <= MAX_GAP) while (record.length < this.#column) record.push(null)
    record[this.#column] = cell
  }

  #cell(): RawCell {
    const value = this.#value
    if (value === null) return this.#formula === null ? null : { broken: 'UNCALCULATED', text: this.#formula }
    switch (this.#type) {
      case 's':
        return this.#sharedText(value)
      case 'str':
      case 'inlineStr':
        return unescaped(value)
      case 'b':
        return isTrue(value.trim())
      case 'e':
        return { broken: 'ERROR', text: value }
      case 'd':
        return value.replace('T', ' ').replace(/ 00:00:00(?:\.0+)?Z?$/, '')
      default:
        return value.trim() === '' ? null : this.#number(value)
    }
  }

  /** A text that is not there would be a blank cell that nobody noticed. */
  #sharedText(index: string): string {
    const text = this.#context.strings[Number(index)]
    if (text === undefined) throw brokenWorkbook('a cell refers to a text that is not there')
    return text
  }

  #number(text: string): RawCell {
    const value = Number(text)
    if (!Number.isFinite(value)) return text
    const { kind, currency } = this.#context.styles[this.#style] ?? PLAIN_STYLE
    if (kind === 'PLAIN') return currency === null ? value : { amount: value, currency }
    return serialText(value, kind, this.#context.is1904) ?? value
  }

  #closeRow(): void {
    if (this.#record === null) return
    if (this.#record.length > 0) {
      this.#records.push(this.#record)
      this.#rows.push(this.#row)
      if (this.#hidden) this.#facts.hiddenRows.push(this.#row)
    }
    this.#record = null
  }
}
