import { FIRST_A, FIRST_B, ofLanes, TIMES_A, TIMES_B } from '../../../analytics/hash53.ts'
import type { ScannedCells } from '../../reading/csv/scanned-cells.ts'

const SEPARATOR = 0x1f
const ZERO = 48

/** By number below 10,000: the codes of its four digits, the first in the lowest byte. */
const DIGITS = Int32Array.from({ length: 10_000 }, (_, number) => {
  const digit = (power: number) => ZERO + (Math.floor(number / power) % 10)
  return digit(1000) | (digit(100) << 8) | (digit(10) << 16) | (digit(1) << 24)
})

/** The same without the zeros that it does not begin with. */
const digitsOf = (number: number): number =>
  (DIGITS[number] as number) >> (number >= 1000 ? 0 : number >= 100 ? 8 : number >= 10 ? 16 : 24)

/** What an odd number is multiplied by to give 1 in 32 bits. */
function inverse(odd: number): number {
  let found = odd
  for (let bits = 3; bits < 32; bits *= 2) found = Math.imul(found, 2 - Math.imul(odd, found))
  return found
}

/** The lanes from which a separator leads to where they begin: then each value, the first one too, has one before it. */
const BEFORE_A = inverse(TIMES_A)
const BEFORE_B = inverse(TIMES_B)

/**
 * hash53 of what a row says: of its values joined by U+001F, null as nothing. The text itself is never made: the codes go
 * into the two lanes as they come (0.14 µs for a time log; 0.45 where they are gathered first).
 */
export class ContentHash {
  #a = 0
  #b = 0
  readonly #one = new Float64Array(1)

  /** Starts a row. */
  begin(seed: number): void {
    this.#a = Math.imul(FIRST_A ^ seed, BEFORE_A) ^ SEPARATOR
    this.#b = Math.imul(FIRST_B ^ seed, BEFORE_B) ^ SEPARATOR
  }

  /** The next values: the first `count` whole numbers, NaN for null. Several at once: 0.25 µs a time log one by one. */
  numbers(values: Float64Array, count: number): void {
    let [a, b] = [this.#a, this.#b]
    for (let place = 0; place < count; place++) {
      a = Math.imul(a ^ SEPARATOR, TIMES_A)
      b = Math.imul(b ^ SEPARATOR, TIMES_B)
      const value = values[place] as number
      const small = value | 0
      let codes = 0
      if (small !== value || small < 0 || small >= 100_000_000) {
        if (Number.isNaN(value)) continue
        this.#set(a, b)
        this.#add(String(value))
        a = this.#a
        b = this.#b
        continue
      }
      if (small < 10_000) codes = digitsOf(small)
      else {
        const most = (small / 10_000) | 0
        for (codes = digitsOf(most); codes !== 0; codes >>= 8) {
          a = Math.imul(a ^ (codes & 0xff), TIMES_A)
          b = Math.imul(b ^ (codes & 0xff), TIMES_B)
        }
        codes = DIGITS[small - most * 10_000] as number
      }
      for (; codes !== 0; codes >>= 8) {
        a = Math.imul(a ^ (codes & 0xff), TIMES_A)
        b = Math.imul(b ^ (codes & 0xff), TIMES_B)
      }
    }
    this.#set(a, b)
  }

  /** The next value: a text. */
  text(text: string): void {
    this.#separate()
    this.#add(text)
  }

  /** The next value: the text of a cell. */
  cell(scan: ScannedCells, start: number, end: number): void {
    this.#separate()
    this.#bytes(scan, start, end)
  }

  /** The hash of all values so far. */
  get hash(): number {
    return ofLanes(this.#a, this.#b)
  }

  /** The hash of a row's values. */
  of(values: readonly (number | string | null)[]): number {
    this.begin(0)
    for (const value of values) {
      if (typeof value === 'string') this.text(value)
      else {
        this.#one[0] = value ?? Number.NaN
        this.numbers(this.#one, 1)
      }
    }
    return this.hash
  }

  /** The hash of a text and that of a cell behind it. */
  ofCell(prefix: string, scan: ScannedCells, start: number, end: number): number {
    this.#set(FIRST_A, FIRST_B)
    this.#add(prefix)
    this.#bytes(scan, start, end)
    return this.hash
  }

  #set(a: number, b: number): void {
    this.#a = a
    this.#b = b
  }

  #separate(): void {
    this.#set(Math.imul(this.#a ^ SEPARATOR, TIMES_A), Math.imul(this.#b ^ SEPARATOR, TIMES_B))
  }

  #bytes(scan: ScannedCells, start: number, end: number): void {
    const { bytes } = scan
    let [a, b] = [this.#a, this.#b]
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number
      if (byte > 127) {
        this.#add(scan.text(start, end))
        return
      }
      a = Math.imul(a ^ byte, TIMES_A)
      b = Math.imul(b ^ byte, TIMES_B)
    }
    this.#set(a, b)
  }

  #add(text: string): void {
    let [a, b] = [this.#a, this.#b]
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      a = Math.imul(a ^ code, TIMES_A)
      b = Math.imul(b ^ code, TIMES_B)
    }
    this.#set(a, b)
  }
}
