const MOST = Number.MAX_SAFE_INTEGER

/** Sums by up to three whole numbers: an open-addressing table over typed arrays. */
export class GroupSums {
  readonly measures: number
  readonly #grain: number
  #keys: Float64Array
  #sums: Float64Array
  #slots: Int32Array
  size = 0
  /** Whether no value and no sum was ever larger than a double holds exactly. */
  isExact = true
  /** The group that was asked for last. */
  #last = 0

  constructor(grain: number, measures: number) {
    this.#grain = grain
    this.measures = measures
    this.#keys = new Float64Array(1024 * grain)
    this.#sums = new Float64Array(1024 * measures)
    this.#slots = new Int32Array(4096).fill(-1)
  }

  /** The number of a group; `b` and `c` are 0 where the grain has fewer. */
  group(a: number, b: number, c: number): number {
    const last = this.#last * this.#grain
    const keys = this.#keys
    // Sorted rows come a group at a time.
    if (
      this.size > 0 &&
      keys[last] === a &&
      (this.#grain < 2 || keys[last + 1] === b) &&
      (this.#grain < 3 || keys[last + 2] === c)
    )
      return this.#last
    this.#last = this.#find(a, b, c)
    return this.#last
  }

  #find(a: number, b: number, c: number): number {
    if (this.size * 2 >= this.#slots.length) this.#spread(this.#slots.length * 2)
    const slot = this.#slotOf(a, b, c)
    const known = this.#slots[slot] ?? -1
    if (known >= 0) return known
    const group = this.size++
    if (group * this.#grain >= this.#keys.length) {
      this.#keys = doubled(this.#keys)
      this.#sums = doubled(this.#sums)
    }
    this.#slots[slot] = group
    const at = group * this.#grain
    this.#keys[at] = a
    if (this.#grain > 1) this.#keys[at + 1] = b
    if (this.#grain > 2) this.#keys[at + 2] = c
    return group
  }

  add(group: number, measure: number, value: number): void {
    const at = group * this.measures + measure
    const sum = (this.#sums[at] ?? 0) + value
    if (sum > MOST || sum < -MOST || value > MOST || value < -MOST) this.isExact = false
    this.#sums[at] = sum
  }

  sum(group: number, measure: number): number {
    return this.#sums[group * this.measures + measure] ?? 0
  }

  /** One of the numbers that a group is found by; 0 where the grain has fewer. */
  key(group: number, place: number): number {
    return place < this.#grain ? (this.#keys[group * this.#grain + place] ?? 0) : 0
  }

  /** Whether all sums of a group are 0. */
  isZero(group: number): boolean {
    for (let measure = 0; measure < this.measures; measure++) if (this.sum(group, measure) !== 0) return false
    return true
  }

  #slotOf(a: number, b: number, c: number): number {
    const mask = this.#slots.length - 1
    let slot = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35)) >>> 0
    slot = (slot ^ (slot >>> 15)) & mask
    for (; ; slot = (slot + 1) & mask) {
      const group = this.#slots[slot] ?? -1
      if (group < 0) return slot
      const at = group * this.#grain
      if (
        this.#keys[at] === a &&
        (this.#grain < 2 || this.#keys[at + 1] === b) &&
        (this.#grain < 3 || this.#keys[at + 2] === c)
      )
        return slot
    }
  }

  /** Puts all groups into so many slots. */
  #spread(slots: number): void {
    this.#slots = new Int32Array(slots).fill(-1)
    for (let group = 0; group < this.size; group++)
      this.#slots[this.#slotOf(this.key(group, 0), this.key(group, 1), this.key(group, 2))] = group
  }
}

function doubled(values: Float64Array): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(values.length * 2)
  grown.set(values)
  return grown
}
