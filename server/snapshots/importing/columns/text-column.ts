import type { TextValues } from '../../../db/sqlite-file/column-values.ts'
import { bytesOf } from './int-column.ts'

/** Texts that are kept once and shared, as types of work are; a column of more has mostly texts of their own. */
const MAX_WORDS = 256
const NULL = -1
/** Codes up to which a loop writes a text faster than a call. */
const SHORT = 24

/** What every Buffer has and its types leave out: the texts of a million cells take half the time of toString. */
interface SlicedBuffer extends Buffer {
  latin1Slice(start: number, end: number): string
  utf8Slice(start: number, end: number): string
}

/** Texts and nulls of one column: repeated ones once, the others as bytes one behind the other. */
export class TextColumn {
  /** ≥ 0: where it begins among the bytes; −1: null; below: −2 − its place among the words. */
  #places: Int32Array
  #lengths: Int32Array
  #bytes: SlicedBuffer
  #used = 0
  readonly #words: string[]
  readonly #wordPlaces = new Map<string, number>()
  #misses = 0
  nulls = 0

  constructor(capacity: number, words: string[] = []) {
    this.#words = words
    this.#places = new Int32Array(capacity)
    this.#lengths = new Int32Array(0)
    this.#bytes = Buffer.allocUnsafeSlow(1024) as SlicedBuffer
  }

  /** Bytes of the texts that are not words. */
  get size(): number {
    return this.#used
  }

  set(at: number, text: string | null): void {
    if (text === null) {
      this.#places[at] = NULL
      this.nulls++
    } else this.#places[at] = this.#wordPlace(text) ?? this.#append(at, text)
  }

  /** Sets a text that stands in UTF-8 bytes, and is not looked for among the words. */
  setBytes(at: number, bytes: Uint8Array, start: number, end: number): void {
    const own = this.#reserve(end - start)
    const place = this.#used
    let isAscii = true
    for (let from = start, to = place; from < end; from++, to++) {
      const byte = bytes[from] as number
      if (byte > 127) isAscii = false
      own[to] = byte
    }
    this.#places[at] = place
    this.#lengths[at] = isAscii ? end - start : start - end
    this.#used = place + end - start
  }

  get(at: number): string | null {
    const place = this.#places[at] ?? NULL
    if (place === NULL) return null
    if (place < NULL) return this.#words[-2 - place] ?? null
    const length = this.#lengths[at] ?? 0
    // A negative length: not all of it is ASCII, which is twice as fast to read.
    return length < 0 ? this.#bytes.utf8Slice(place, place - length) : this.#bytes.latin1Slice(place, place + length)
  }

  /** Puts the texts of the rows `from` … `to` − 1 into an array, the first at a place and each next one `step` further. */
  fill(into: (number | string | null)[], place: number, step: number, from: number, to: number): void {
    for (let at = from, index = place; at < to; at++, index += step) into[index] = this.get(at)
  }

  /** Becomes the rows of another column that stand at `order[from]` … `order[to − 1]`; it has to have its words. */
  pick(other: TextColumn, order: Int32Array, from: number, to: number): void {
    this.clear()
    if (this.#places.length < to - from) {
      this.#places = new Int32Array(to - from)
      this.#lengths = new Int32Array(0)
    }
    if (other.#used === 0) {
      for (let at = from; at < to; at++) this.#places[at - from] = other.#places[order[at] as number] as number
      return
    }
    this.#reserve(other.#bytesOf(order, from, to))
    for (let at = from; at < to; at++) this.#take(at - from, other, order[at] as number)
  }

  /** An empty column with the same words. */
  blank(): TextColumn {
    return new TextColumn(0, this.#words)
  }

  /** Forgets all rows; keeps the words, and the memory. */
  clear(): void {
    this.#used = 0
    this.nulls = 0
  }

  /** The texts of the first `count` rows as bytes, good until they change: what `load` takes. Words stay. */
  parts(count: number): Uint8Array[] {
    const places = bytesOf(this.#places.subarray(0, count))
    const lengths = bytesOf(this.#lengths.subarray(0, count))
    return [places, lengths, this.#bytes.subarray(0, this.#used)]
  }

  get words(): string[] {
    return this.#words
  }

  /** The texts as they are kept, good until they change: see TextValues, which this is but for the words' bytes. */
  get kept(): Omit<TextValues, 'words'> {
    return { places: this.#places, lengths: this.#lengths, bytes: this.#bytes }
  }

  load([places, lengths, bytes]: readonly Uint8Array[]): void {
    if (!places || !lengths || !bytes) return
    this.#places = new Int32Array(places.buffer, places.byteOffset, places.byteLength / 4)
    this.#lengths = new Int32Array(lengths.buffer, lengths.byteOffset, lengths.byteLength / 4)
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) as SlicedBuffer
    this.#used = bytes.byteLength
  }

  /** Looks among the words while that pays: not in a column whose texts are all different. */
  #wordPlace(text: string): number | undefined {
    if (this.#misses > 10 * MAX_WORDS) return undefined
    const known = this.#wordPlaces.get(text)
    if (known !== undefined) return known
    if (this.#words.length === MAX_WORDS) {
      this.#misses++
      return undefined
    }
    const place = -2 - this.#words.push(text) + 1
    this.#wordPlaces.set(text, place)
    return place
  }

  #bytesOf(order: Int32Array, from: number, to: number): number {
    let size = 0
    for (let at = from; at < to; at++) {
      const row = order[at] as number
      if ((this.#places[row] as number) >= 0) size += Math.abs(this.#lengths[row] as number)
    }
    return size
  }

  /** Takes the text of a row of another column with the same words. */
  #take(at: number, other: TextColumn, row: number): void {
    const place = other.#places[row] as number
    if (place < 0) {
      this.#places[at] = place
      return
    }
    const length = other.#lengths[row] as number
    const start = this.#used
    const end = place + Math.abs(length)
    // Short texts: a loop beats a call.
    for (let from = place, to = start; from < end; from++, to++) this.#bytes[to] = other.#bytes[from] as number
    this.#places[at] = start
    this.#lengths[at] = length
    this.#used = start + end - place
  }

  #append(at: number, text: string): number {
    const { length } = text
    const bytes = this.#reserve(length * 3)
    const start = this.#used
    if (length > SHORT) {
      const written = bytes.write(text, start)
      // What is not ASCII takes more bytes than it has codes.
      this.#lengths[at] = written === length ? length : -written
      this.#used = start + written
      return start
    }
    for (let index = 0; index < length; index++) {
      const code = text.charCodeAt(index)
      if (code > 127) {
        const written = bytes.write(text, start)
        this.#lengths[at] = -written
        this.#used = start + written
        return start
      }
      bytes[start + index] = code
    }
    this.#lengths[at] = length
    this.#used = start + length
    return start
  }

  /** The bytes with room for so many more. */
  #reserve(more: number): SlicedBuffer {
    if (this.#lengths.length === 0) this.#lengths = new Int32Array(this.#places.length)
    const most = this.#used + more
    if (most > this.#bytes.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(most, Math.ceil(this.#bytes.length * 1.5))) as SlicedBuffer
      this.#bytes.copy(grown, 0, 0, this.#used)
      this.#bytes = grown
    }
    return this.#bytes
  }
}
