const NULL = -0x80000000
const GREATEST = 0x7fffffff

export const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

/** Whole numbers and nulls of one column: four bytes each until one does not fit, eight then. */
export class IntColumn {
  /** Nulls are −2³¹ where it is an Int32Array, NaN where it is a Float64Array. */
  values: Int32Array | Float64Array
  /** Smallest and greatest number so far; Infinity and −Infinity: there is none. */
  min = Number.POSITIVE_INFINITY
  max = Number.NEGATIVE_INFINITY
  nulls = 0

  /** `wide`: eight bytes from the start, for hashes. */
  constructor(capacity: number, wide = false) {
    this.values = wide ? new Float64Array(capacity) : new Int32Array(capacity)
  }

  set(at: number, value: number | null): void {
    if (value === null) {
      this.values[at] = this.values instanceof Int32Array ? NULL : Number.NaN
      this.nulls++
      return
    }
    if (value < this.min) this.min = value
    if (value > this.max) this.max = value
    if ((value <= NULL || value > GREATEST) && this.values instanceof Int32Array) this.#widen()
    this.values[at] = value
  }

  /** Sets the rows from `at` on to those of the numbers that stand at so many places; NaN: null. */
  setAll(at: number, numbers: Float64Array, places: Int32Array, count: number): void {
    let { min, max, nulls } = this
    for (let index = 0; index < count; index++) {
      const value = numbers[places[index] as number] as number
      if (value < min) min = value
      if (value > max) max = value
      if (Number.isNaN(value)) nulls++
    }
    this.min = min
    this.max = max
    this.nulls = nulls
    if ((min <= NULL || max > GREATEST) && this.values instanceof Int32Array) this.#widen()
    const { values } = this
    const blank = values instanceof Int32Array ? NULL : Number.NaN
    for (let index = 0; index < count; index++) {
      const value = numbers[places[index] as number] as number
      values[at + index] = Number.isNaN(value) ? blank : value
    }
  }

  get(at: number): number | null {
    const value = this.values[at] as number
    const isNull = this.values instanceof Int32Array ? value === NULL : Number.isNaN(value)
    return isNull ? null : value
  }

  /** The number that all of so many rows have, or null where all are null; undefined: they differ. */
  same(count: number): number | null | undefined {
    if (this.nulls === count) return null
    return this.nulls === 0 && this.min === this.max ? this.min : undefined
  }

  /** Puts the numbers of the rows `from` … `to` − 1 into an array, the first at a place and each next one `step` further. */
  fill(into: (number | string | null)[], place: number, step: number, from: number, to: number): void {
    const { values } = this
    const isNarrow = values instanceof Int32Array
    for (let at = from, index = place; at < to; at++, index += step) {
      const value = values[at] as number
      into[index] = (isNarrow ? value === NULL : Number.isNaN(value)) ? null : value
    }
  }

  /** Becomes the rows of another column that stand at `order[from]` … `order[to − 1]`. */
  pick(other: IntColumn, order: Int32Array, from: number, to: number): void {
    const { values } = other
    const isWide = values instanceof Float64Array
    if (isWide !== this.values instanceof Float64Array || this.values.length < to - from)
      this.values = isWide ? new Float64Array(to - from) : new Int32Array(to - from)
    // Two loops, each over one kind of array: one loop over both takes three times as long.
    if (isWide) pickWide(values, this.values as Float64Array, order, from, to)
    else pickNarrow(values, this.values as Int32Array, order, from, to)
  }

  /** Forgets all rows, and keeps the memory they took. */
  clear(): void {
    this.min = Number.POSITIVE_INFINITY
    this.max = Number.NEGATIVE_INFINITY
    this.nulls = 0
  }

  /** The numbers of the first `count` rows as bytes, good until they change: what `load` takes. */
  parts(count: number): Uint8Array[] {
    return [bytesOf(this.values.subarray(0, count))]
  }

  load([bytes]: readonly Uint8Array[], count: number): void {
    if (!bytes || count === 0) return
    const { buffer, byteOffset, byteLength } = bytes
    this.values =
      byteLength === count * 8 ? new Float64Array(buffer, byteOffset, count) : new Int32Array(buffer, byteOffset, count)
  }

  #widen(): void {
    const wide = new Float64Array(this.values.length)
    for (let at = 0; at < wide.length; at++) wide[at] = this.values[at] === NULL ? Number.NaN : (this.values[at] ?? 0)
    this.values = wide
  }
}

function pickNarrow(values: Int32Array, into: Int32Array, order: Int32Array, from: number, to: number): void {
  for (let at = from; at < to; at++) into[at - from] = values[order[at] as number] as number
}

function pickWide(values: Float64Array, into: Float64Array, order: Int32Array, from: number, to: number): void {
  for (let at = from; at < to; at++) into[at - from] = values[order[at] as number] as number
}
