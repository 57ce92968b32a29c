import type { CellValue } from '../../../datasets/dataset.ts'
import type { CellScan } from '../csv/cell-scan.ts'

/** Different cells of one column that are remembered; a column of more has values that seldom come again. */
const MAX_CELLS = 1 << 17

/**
 * What the cells of a column mean, each worked out once by the column's own converter: names, words and dates stand in row
 * after row. A cell is found by its bytes, without a text being made of it.
 */
export class CellMemo {
  readonly #convert: (cell: string) => CellValue | undefined
  /** The typed values of the cells, by their numbers; undefined: the cell has something to be reported, and its row has to
   * be read with care. 0 is the blank cell. */
  readonly values: (CellValue | undefined)[]
  /** The bytes of all cells, one behind the other, and where each begins; behind the last, where the next one will. */
  #bytes = new Uint8Array(4096)
  #places = new Int32Array(512)
  #slots = new Int32Array(1024)

  constructor(blank: CellValue | undefined, convert: (cell: string) => CellValue | undefined) {
    this.values = [blank]
    this.#convert = convert
  }

  /** The number of a cell; −1: there are too many different ones. */
  find(scan: CellScan, start: number, end: number): number {
    const length = end - start
    if (length === 0) return 0
    const { bytes } = scan
    const [known, places, slots] = [this.#bytes, this.#places, this.#slots]
    const mask = slots.length - 1
    let hash = length
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x9e3779b1)
    let slot = (hash ^ (hash >>> 15)) & mask
    for (; ; slot = (slot + 1) & mask) {
      const number = slots[slot] as number
      if (number === 0) return this.#add(scan, start, end, slot)
      const place = places[number] as number
      if ((places[number + 1] as number) - place !== length) continue
      let at = 0
      while (at < length && known[place + at] === bytes[start + at]) at++
      if (at === length) return number
    }
  }

  #add(scan: CellScan, start: number, end: number, slot: number): number {
    const number = this.values.length
    if (number === MAX_CELLS) return -1
    const place = this.#places[number] as number
    const next = place + end - start
    if (next > this.#bytes.length) this.#bytes = grown(this.#bytes, new Uint8Array(next * 2))
    if (number + 1 === this.#places.length) this.#places = grown(this.#places, new Int32Array(number * 2 + 2))
    this.#bytes.set(scan.bytes.subarray(start, end), place)
    this.#places[number + 1] = next
    this.values.push(this.#convert(scan.text(start, end)))
    this.#slots[slot] = number
    if (number * 2 > this.#slots.length) this.#spread()
    return number
  }

  #spread(): void {
    const slots = new Int32Array(this.#slots.length * 4)
    for (let number = 1; number < this.values.length; number++) {
      const [start, end] = [this.#places[number] as number, this.#places[number + 1] as number]
      let hash = end - start
      for (let at = start; at < end; at++) hash = Math.imul(hash ^ (this.#bytes[at] as number), 0x9e3779b1)
      let slot = (hash ^ (hash >>> 15)) & (slots.length - 1)
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
      slots[slot] = number
    }
    this.#slots = slots
  }
}

function grown<Values extends Uint8Array | Int32Array>(old: Values, fresh: Values): Values {
  fresh.set(old)
  return fresh
}
