import { finished } from 'node:stream/promises'
import { Parser } from 'csv-parse'
import type { RecordBatch } from '../record-source.ts'

const LINE_BREAK = /\r\n|\n|\r/g

/**
 * csv-parse with its records gathered in arrays. A stream of single records costs as much as the parsing itself, and
 * a number for each record's first line is not to be had from it: its own count takes \r\n inside quotes for two.
 */
export class RecordCollector extends Parser {
  #records: string[][] = []
  #rows: number[] = []
  #line: number
  #parserLine = 0
  readonly #end: Promise<void>

  /** `line`: the line on which its first record begins. */
  constructor(delimiter: string, line: number) {
    super({
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: false,
      bom: false,
    })
    this.#line = line
    this.#end = finished(this)
    // It is awaited when all text is in; without this its rejection would be unhandled while a batch is being consumed.
    this.#end.catch(() => {})
    this.resume()
  }

  feed(text: string): Promise<void> {
    return new Promise((resolve, reject) => this.write(text, error => (error ? reject(error) : resolve())))
  }

  async finish(): Promise<void> {
    this.end()
    await this.#end
  }

  override push(record: unknown): boolean {
    if (!Array.isArray(record)) return super.push(record)
    this.#records.push(record)
    this.#rows.push(this.#line)
    const parserLine = this.info.lines
    this.#line++
    if (parserLine !== this.#parserLine + 1)
      for (const field of record) this.#line += field.match(LINE_BREAK)?.length ?? 0
    this.#parserLine = parserLine
    return true
  }

  /** The line on which the next record begins. */
  get line(): number {
    return this.#line
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
}
