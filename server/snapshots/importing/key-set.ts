/**
 * Keys seen in one sheet, with what they said: an open-addressing table over typed arrays, about 40 bytes a key, where
 * a Map of objects takes 100 and more.
 */
export class KeySet {
  #keys = new Float64Array(1024)
  #contents = new Float64Array(1024)
  #rows = new Int32Array(1024)
  #counts = new Int32Array(1024)
  #size = 0

  /** The slot of a key; it is taken where `rowOf` is not 0. */
  #slot(key: number): number {
    const mask = this.#keys.length - 1
    let slot = (key ^ (key / 4294967296)) & mask
    while (this.#rows[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  /**
   * Notes a key. The first time it returns null; later the row that had it first, whether that row said the same, and
   * how often the key was seen, this time included.
   */
  note(key: number, content: number, row: number): { row: number; same: boolean; count: number } | null {
    if (this.#size * 2 >= this.#keys.length) this.#grow()
    const slot = this.#slot(key)
    if (this.#rows[slot] === 0) {
      this.#keys[slot] = key
      this.#contents[slot] = content
      this.#rows[slot] = row
      this.#counts[slot] = 1
      this.#size++
      return null
    }
    const count = (this.#counts[slot] ?? 0) + 1
    this.#counts[slot] = count
    return { row: this.#rows[slot] ?? 0, same: this.#contents[slot] === content, count }
  }

  #grow(): void {
    const [keys, contents, rows, counts] = [this.#keys, this.#contents, this.#rows, this.#counts]
    const capacity = keys.length * 2
    this.#keys = new Float64Array(capacity)
    this.#contents = new Float64Array(capacity)
    this.#rows = new Int32Array(capacity)
    this.#counts = new Int32Array(capacity)
    for (let i = 0; i < keys.length; i++) {
      if (rows[i] === 0) continue
      const slot = this.#slot(keys[i] ?? 0)
      this.#keys[slot] = keys[i] ?? 0
      this.#contents[slot] = contents[i] ?? 0
      this.#rows[slot] = rows[i] ?? 0
      this.#counts[slot] = counts[i] ?? 0
    }
  }
}
