import type { RecordBatch } from '../record-source.ts'

const [QUOTE, LF, CR] = ['"', '\n', '\r'].map(char => char.charCodeAt(0)) as [number, number, number]
const LINE_BREAK = /\r\n|\n|\r/g

/**
 * Records of well-formed delimited text (RFC 4180; \r\n, \n and \r all end a record), five times as fast as csv-parse:
 * 0.45 s against 2.3 s for a million time logs. It reads no other quoting: at a quote inside of a bare cell, or text
 * behind a closing quote, it stops, and csv-parse reads on from the beginning of that record.
 */
export class QuickRecords {
  readonly #delimiter: number
  #records: string[][] = []
  #rows: number[] = []
  #line = 1
  #rest = ''

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0)
  }

  static reads(delimiter: string): boolean {
    return delimiter.length === 1 && delimiter !== '"' && delimiter !== '\n' && delimiter !== '\r'
  }

  /** The line on which the next record begins. */
  get line(): number {
    return this.#line
  }

  get count(): number {
    return this.#records.length
  }

  /** Text of the record that is not complete yet, or that this reader does not read. */
  get rest(): string {
    return this.#rest
  }

  /** Takes the next text; `last`: there is no more. False: the rest begins with a record that csv-parse has to read. */
  add(chunk: string, last: boolean): boolean {
    const text = this.#rest + chunk
    const { length } = text
    const delimiter = this.#delimiter
    let [recordStart, fieldStart, breaks] = [0, 0, 0]
    let record: string[] = []
    let at = 0
    const stop = (reads: boolean) => {
      this.#rest = text.slice(recordStart)
      return reads
    }
    while (at < length) {
      let code = text.charCodeAt(at)
      if (code === QUOTE) {
        if (at > fieldStart) return stop(false)
        const end = closingQuote(text, at + 1)
        // A quote at the end may be the first of two.
        if (end < 0 || (end + 1 === length && !last)) return stop(!last)
        const cell = text.slice(at + 1, end)
        const plain = cell.includes('"') ? cell.replaceAll('""', '"') : cell
        breaks += plain.match(LINE_BREAK)?.length ?? 0
        record.push(plain)
        at = end + 1
        code = at < length ? text.charCodeAt(at) : LF
        if (code !== delimiter && code !== LF && code !== CR) return stop(false)
        if (code === CR && at + 1 === length && !last) return stop(true)
      } else {
        while (code !== delimiter && code !== LF && code !== CR) {
          if (code === QUOTE) return stop(false)
          if (++at === length) break
          code = text.charCodeAt(at)
        }
        if (at === length ? !last : code === CR && at + 1 === length && !last) return stop(true)
        record.push(text.slice(fieldStart, at))
        if (at === length) code = LF
      }
      if (code === delimiter) {
        fieldStart = ++at
        // A delimiter at the very end has an empty cell behind it.
        if (at < length) continue
        if (!last) return stop(true)
        record.push('')
      } else at += code === CR && text.charCodeAt(at + 1) === LF ? 2 : 1
      this.#records.push(record)
      this.#rows.push(this.#line)
      this.#line += 1 + breaks
      record = []
      breaks = 0
      recordStart = at
      fieldStart = at
    }
    this.#rest = ''
    return true
  }

  takeBatch(): RecordBatch {
    const batch = { records: this.#records, rows: this.#rows }
    this.#records = []
    this.#rows = []
    return batch
  }
}

/** Where the quote that closes a cell stands; −1: not in this text. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2))
    if (text.charCodeAt(at + 1) !== QUOTE) return at
  return -1
}
