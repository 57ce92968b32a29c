import type { CellValue } from '../../../datasets/dataset.ts'
import type { CellScan } from '../csv/cell-scan.ts'
import { dayOfBytes, isInk, lastCharacter, scaledOfBytes } from './byte-values.ts'
import type { CellMemo } from './cell-memo.ts'

/** What becomes of a record: it is read, it has to be read with care, it has nothing but white space. */
export const READ = 0
export const CAREFUL = 1
export const BLANK = 2

/** How the cells of a column are read: as scaled numbers, days, words that come again, or texts of their own. */
export type Reading =
  | { readonly as: 'number'; readonly places: number }
  | { readonly as: 'day' }
  | { readonly as: 'word' }
  | { readonly as: 'text'; readonly max: number }

export interface ColumnReading {
  readonly name: string
  /** Place of its cells in a record; −1: the sheet does not have it. */
  readonly index: number
  readonly reading: Reading
  readonly required: boolean
  readonly min: number
  readonly above: number
  readonly max: number
  readonly memo: CellMemo
}

const APOSTROPHE = 39

/** The cells of one column in the records of a scan, by the places of the records; only those of READ records are told. */
export class TypedColumn {
  readonly name: string
  readonly memo: CellMemo
  /** Numbers and days; NaN: blank. */
  numbers = new Float64Array(0)
  /** Words by their number in the memo. */
  words = new Int32Array(0)
  /** Where a cell begins and ends in the bytes of the scan; the same twice: it is blank. */
  starts = new Int32Array(0)
  ends = new Int32Array(0)
  /** Whether a number or day was written otherwise than 1234.5 or 2026-03-14. */
  isOdd = false
  readonly #given: ColumnReading
  /** Words that were taken; the blank one every reader has. */
  #taken = 1

  constructor(given: ColumnReading) {
    this.name = given.name
    this.memo = given.memo
    this.#given = given
  }

  /** Reads the cells of the READ records, and marks as CAREFUL those that it cannot read. */
  read(scan: CellScan, states: Uint8Array): void {
    const { index, reading } = this.#given
    if (this.words.length < states.length) this.#grow(states.length)
    if (index < 0) return
    this.#find(scan, states)
    if (reading.as === 'text') this.#readTexts(scan, states, reading.max)
    else if (reading.as === 'word') this.#readWords(scan, states)
    else this.#readNumbers(scan, states, reading.as === 'day' ? -1 : reading.places)
  }

  /** Looks at the number or day of a record that is not read, too. */
  lookAt({ bytes, firsts, starts, ends }: CellScan, at: number): void {
    const { index, reading } = this.#given
    const cell = (firsts[at] as number) + index
    if (index < 0 || cell >= (firsts[at + 1] as number) || starts[cell] === ends[cell]) return
    const [start, end] = [starts[cell] as number, ends[cell] as number]
    // Behind a doubled quote the end is negative: such a cell is none of the two.
    if (reading.as === 'day') this.isOdd ||= Number.isNaN(dayOfBytes(bytes, start, end))
    if (reading.as === 'number')
      this.isOdd ||= end < start || Number.isNaN(scaledOfBytes(bytes, reading.places, start, end))
  }

  /** What `read` has found out about the first `count` records, good until it reads others: what `load` takes. */
  parts(count: number): ArrayBufferView[] {
    const { index, reading } = this.#given
    if (index < 0) return []
    const arrays = reading.as === 'text' ? [this.starts, this.ends] : [this.numbers, this.words]
    return arrays.map(array => array.subarray(0, count))
  }

  /** The words that came since they were last taken. */
  takeWords(): (CellValue | undefined)[] {
    const words = this.#given.reading.as === 'word' ? this.memo.values.slice(this.#taken) : []
    this.#taken += words.length
    return words
  }

  /** Becomes what the same column has read on another thread; words that came there are added. */
  load(
    count: number,
    [first, second]: readonly Uint8Array<ArrayBuffer>[],
    words: readonly (CellValue | undefined)[],
  ): void {
    for (const word of words) this.memo.values.push(word)
    if (!first || !second) {
      if (this.words.length < count) this.#grow(count * 2)
    } else if (this.#given.reading.as === 'text') {
      this.starts = new Int32Array(first.buffer, first.byteOffset, count)
      this.ends = new Int32Array(second.buffer, second.byteOffset, count)
    } else {
      this.numbers = new Float64Array(first.buffer, first.byteOffset, count)
      this.words = new Int32Array(second.buffer, second.byteOffset, count)
    }
  }

  /** All of them blank, as they stay where the sheet does not have the column. */
  #grow(size: number): void {
    const blank = this.memo.values[0]
    this.numbers = new Float64Array(size).fill(typeof blank === 'number' ? blank : Number.NaN)
    this.words = new Int32Array(size)
    this.starts = new Int32Array(size)
    this.ends = new Int32Array(size)
  }

  #find({ count, firsts, starts, ends }: CellScan, states: Uint8Array): void {
    const { index, required } = this.#given
    for (let at = 0; at < count; at++) {
      if (states[at] !== READ) continue
      const cell = (firsts[at] as number) + index
      const isCell = cell < (firsts[at + 1] as number)
      const start = isCell ? (starts[cell] as number) : 0
      const end = isCell ? (ends[cell] as number) : 0
      this.starts[at] = start
      this.ends[at] = end
      if (required && start === end) states[at] = CAREFUL
    }
  }

  #readTexts({ bytes, count }: CellScan, states: Uint8Array, max: number): void {
    const { starts, ends } = this
    for (let at = 0; at < count; at++) {
      if (states[at] !== READ) continue
      const [start, end] = [starts[at] as number, ends[at] as number]
      if (start === end) continue
      // A text has no more characters than bytes.
      const isPlain = end - start <= max && bytes[start] !== APOSTROPHE && isInk(bytes, start)
      if (!isPlain || !isInk(bytes, lastCharacter(bytes, end))) states[at] = CAREFUL
    }
  }

  #readWords(scan: CellScan, states: Uint8Array): void {
    const { memo, starts, ends, words, numbers } = this
    for (let at = 0; at < scan.count; at++) {
      if (states[at] !== READ) continue
      const word = memo.find(scan, starts[at] as number, ends[at] as number)
      const value = word < 0 ? undefined : memo.values[word]
      words[at] = word
      numbers[at] = typeof value === 'number' ? value : Number.NaN
      if (value === undefined) states[at] = CAREFUL
    }
  }

  /** `places`: −1 for days. */
  #readNumbers(scan: CellScan, states: Uint8Array, places: number): void {
    const { starts, ends, numbers } = this
    const { bytes, count } = scan
    const { min, above, max } = this.#given
    const blank = this.memo.values[0]
    const blankNumber = typeof blank === 'number' ? blank : Number.NaN
    for (let at = 0; at < count; at++) {
      if (states[at] !== READ) continue
      const [start, end] = [starts[at] as number, ends[at] as number]
      if (start === end) {
        numbers[at] = blankNumber
        continue
      }
      const value = places < 0 ? dayOfBytes(bytes, start, end) : scaledOfBytes(bytes, places, start, end)
      numbers[at] = value
      if (Number.isNaN(value)) this.isOdd = true
      if (!(value >= min && value > above && value <= max)) this.#readOtherwise(scan, states, at)
    }
  }

  /** Written otherwise: as the converter reads it, where that has nothing to tell. */
  #readOtherwise(scan: CellScan, states: Uint8Array, at: number): void {
    const word = this.memo.find(scan, this.starts[at] as number, this.ends[at] as number)
    const value = word < 0 ? undefined : this.memo.values[word]
    if (typeof value === 'number') this.numbers[at] = value
    else states[at] = CAREFUL
  }
}
