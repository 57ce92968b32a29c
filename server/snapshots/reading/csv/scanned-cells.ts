import type { RecordBatch } from '../record-source.ts'

/** Text in UTF-8 as a Buffer has it, and what its types leave out: half the time of toString. */
export interface TextBytes extends Buffer {
  utf8Slice(start: number, end: number): string
}

export const newBytes = (size: number) => Buffer.allocUnsafeSlow(size) as TextBytes

/** Records of delimited text, as places in its UTF-8 bytes: without a text for each cell. */
export class ScannedCells {
  /** What the places refer to; they hold until more bytes are added. Behind the last stands a line feed. */
  bytes = newBytes(1024)
  /** Of each cell, without its quotes. */
  starts = new Int32Array(4096)
  /** Behind the last byte; negative (~end) where doubled quotes stand for single ones. */
  ends = new Int32Array(4096)
  /** The first cell of each record, and behind the last record the number of cells. */
  firsts = new Int32Array(1024)
  /** The line on which each record begins. */
  rows = new Int32Array(1024)
  count = 0

  /** The text of a cell, by its number among all of the scan. */
  cell(cell: number): string {
    const end = this.ends[cell] ?? 0
    const start = this.starts[cell] ?? 0
    return end < 0 ? this.text(start, ~end).replaceAll('""', '"') : this.text(start, end)
  }

  /** A part of the bytes as text. */
  text(start: number, end: number): string {
    return this.bytes.utf8Slice(start, end)
  }

  record(at: number): string[] {
    const next = this.firsts[at + 1] ?? 0
    const texts: string[] = []
    for (let cell = this.firsts[at] ?? 0; cell < next; cell++) texts.push(this.cell(cell))
    return texts
  }

  /** How many cells a record has. */
  width(at: number): number {
    return (this.firsts[at + 1] ?? 0) - (this.firsts[at] ?? 0)
  }

  /** Whether a record has nothing but white space. */
  isBlank(at: number): boolean {
    const next = this.firsts[at + 1] as number
    let isEmpty = true
    for (let cell = this.firsts[at] as number; cell < next; cell++) {
      const start = this.starts[cell] as number
      if (start === this.ends[cell]) continue
      const code = this.bytes[start] as number
      if (code > 32 && code < 127) return false
      isEmpty = false
    }
    return isEmpty || this.record(at).every(cell => cell.trim() === '')
  }

  /** All records as texts. */
  batch(): RecordBatch {
    const records: string[][] = []
    for (let at = 0; at < this.count; at++) records.push(this.record(at))
    return { records, rows: [...this.rows.subarray(0, this.count)] }
  }
}
