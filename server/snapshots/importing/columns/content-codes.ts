import { hash53OfCodes } from '../../../analytics/hash53.ts'
import type { ScannedCells } from '../../reading/csv/scanned-cells.ts'

const SEPARATOR = 0x1f

/** What a row says, as the codes of the text that is hashed: its values joined by U+001F, null as nothing. */
export class ContentCodes {
  #codes = new Uint16Array(1024)
  #length = 0

  clear(): void {
    this.#length = 0
  }

  /** A whole number, or NaN for null, and the separator. */
  number(value: number): void {
    this.#reserve(20)
    if (!Number.isNaN(value)) this.#digits(value)
    this.#codes[this.#length++] = SEPARATOR
  }

  /** What stands before the first value. */
  prefix(text: string): void {
    for (let at = 0; at < text.length; at++) this.#codes[this.#length++] = text.charCodeAt(at)
  }

  /** A text and the separator. */
  text(text: string): void {
    this.#reserve(text.length)
    for (let at = 0; at < text.length; at++) this.#codes[this.#length++] = text.charCodeAt(at)
    this.#codes[this.#length++] = SEPARATOR
  }

  /** The text of a cell, and the separator. */
  cell(scan: ScannedCells, start: number, end: number): void {
    this.#reserve(end - start)
    const { bytes } = scan
    const codes = this.#codes
    let length = this.#length
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number
      if (byte > 127) {
        this.text(scan.text(start, end))
        return
      }
      codes[length++] = byte
    }
    codes[length] = SEPARATOR
    this.#length = length + 1
  }

  /** The hash of all values so far; behind the last stands no separator. */
  hash(seed: number): number {
    return hash53OfCodes(this.#codes, this.#length - 1, seed)
  }

  #digits(value: number): void {
    const small = value | 0
    if (small === value && small >= 0) this.#smallDigits(small)
    else for (const digit of String(value)) this.#codes[this.#length++] = digit.charCodeAt(0)
  }

  /** Of a whole number of 31 bits, as most are. */
  #smallDigits(value: number): void {
    const codes = this.#codes
    let places = 1
    for (let power = 10; power <= value && places < 10; power *= 10) places++
    let rest = value
    for (let at = this.#length + places - 1; at >= this.#length; at--) {
      const tenth = (rest / 10) | 0
      codes[at] = 48 + (rest - tenth * 10)
      rest = tenth
    }
    this.#length += places
  }

  #reserve(more: number): void {
    if (this.#length + more + 32 <= this.#codes.length) return
    const grown = new Uint16Array((this.#length + more) * 2 + 64)
    grown.set(this.#codes)
    this.#codes = grown
  }
}
