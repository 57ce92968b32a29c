const ZERO = 0x30
const [MINUS, POINT] = [0x2d, 0x2e]
/** Whole numbers below it have at most fifteen digits: no two such decimals are the same double. */
const FIFTEEN_DIGITS = 1e15
const BILLION = 1e9
/** No number takes more. */
const LONGEST_NUMBER = 32

/** JSON to be added many times, as words in little-endian order; the last one may go beyond it. */
export interface Piece {
  readonly words: Uint32Array
  readonly length: number
}

/** JSON being written as UTF-8: a table of numbers takes a third of the time of making objects and texts of them. */
export class JsonBytes {
  #bytes: Buffer
  #view: DataView
  #length = 0

  /** @param expected about how many there will be */
  constructor(expected: number) {
    this.#bytes = Buffer.allocUnsafe(Math.max(64, expected))
    this.#view = viewOf(this.#bytes)
  }

  /** JSON as it is. Most pieces are short, and copied sooner by a loop than by a call. */
  add({ words, length }: Piece): void {
    this.#reserve(words.length * 4)
    const view = this.#view
    const start = this.#length
    // What goes beyond is written over by what comes next.
    for (let at = 0; at < words.length; at++) view.setUint32(start + at * 4, words[at]!, true)
    this.#length += length
  }

  addByte(byte: number): void {
    this.#reserve(1)
    this.#bytes[this.#length++] = byte
  }

  /** A number as JSON.stringify writes it. */
  addNumber(value: number): void {
    if (!(Number.isInteger(value) && this.addDecimal(value, 0))) this.add(jsonPiece(JSON.stringify(value)))
  }

  /**
   * n ÷ 10^places as JSON.stringify writes the nearest double, its digits straight from n: they are the shortest that
   * tell the double apart, as n has at most fifteen. Answers false for larger ones, and writes nothing.
   * @param n a whole number
   * @param places at most 6, so that it never is written with an exponent
   */
  addDecimal(n: number, places: number): boolean {
    const top = Math.abs(n)
    if (top >= FIFTEEN_DIGITS) return false
    this.#reserve(LONGEST_NUMBER)
    if (n < 0) this.#bytes[this.#length++] = MINUS
    const unit = powers[places]!
    const whole = Math.floor(top / unit)
    this.#addWhole(whole)
    // Below a million: dividing is dear where the engine does not know that it is a small whole number.
    let rest = (top - whole * unit) | 0
    if (rest === 0) return true
    this.#bytes[this.#length++] = POINT
    let digits = places
    while (rest % 10 === 0) {
      rest = (rest / 10) | 0
      digits--
    }
    this.#addDigits(rest, digits)
    return true
  }

  #addWhole(value: number): void {
    const high = Math.floor(value / BILLION)
    if (high > 0) {
      this.#addDigits(high, digitsOf(high))
      this.#addDigits(value - high * BILLION, 9)
    } else this.#addDigits(value, digitsOf(value))
  }

  /** So many digits of a number below a billion, zeros in front. */
  #addDigits(value: number, digits: number): void {
    const bytes = this.#bytes
    let rest = value | 0
    for (let at = this.#length + digits - 1; at >= this.#length; at--) {
      const tens = (rest / 10) | 0
      bytes[at] = ZERO + rest - tens * 10
      rest = tens
    }
    this.#length += digits
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe((this.#length + more) * 2)
    larger.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = larger
    this.#view = viewOf(larger)
  }

  /** All that has been written; nothing may be added any more. */
  whole(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }
}

const powers = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]

/** How many digits a whole number below a billion has. */
function digitsOf(value: number): number {
  let digits = 1
  for (let bound = 10; digits < 9 && value >= bound; bound *= 10) digits++
  return digits
}

const viewOf = ({ buffer, byteOffset, length }: Buffer): DataView => new DataView(buffer, byteOffset, length)

/** JSON to be added. */
export function jsonPiece(json: string): Piece {
  const bytes = Buffer.from(json)
  const words = new Uint32Array(Math.ceil(bytes.length / 4))
  for (let at = 0; at < bytes.length; at++) words[at >> 2]! |= bytes[at]! << ((at & 3) * 8)
  return { words, length: bytes.length }
}
