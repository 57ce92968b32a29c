/** Words of one entry: the key (low half, high half and how often it came), what its row says (low, high), the row; row 0: free. */
const ENTRY = 5
const HIGH = 0x100000000
/** Bits of the high half of a hash; how often a key came stands above them, up to MOST. */
const HASH_BITS = 21
const HASH_MASK = 2 ** HASH_BITS - 1
const MOST = 2 ** (32 - HASH_BITS) - 1
/** Entries in all for each that is taken: fewer take longer to look through, more take memory. */
const ROOM = 1.4

/**
 * Keys seen in one sheet, with what they said: an open-addressing table in one typed array, 28 bytes a key, so that a
 * key is found with one look into memory; a Map of objects takes 100 bytes and more.
 */
export class KeySet {
  #entries: Uint32Array
  #capacity: number
  #size = 0
  /** Counts above MOST, by key. */
  readonly #counts = new Map<number, number>()

  /** `expected`: about how many keys will come. */
  constructor(expected = 512) {
    this.#capacity = Math.ceil(Math.max(512, expected) * ROOM)
    this.#entries = new Uint32Array(this.#capacity * ENTRY)
  }

  /** Where the entry of a key begins, or the free one that it would take. */
  #entryOf(low: number, high: number): number {
    const entries = this.#entries
    const last = this.#capacity * ENTRY
    // The low half is a hash of its own: its share of 2³² is the key's share of the table.
    let at = Math.floor(((Math.imul(low ^ high, 0x9e3779b1) >>> 0) / HIGH) * this.#capacity) * ENTRY
    for (; ; at += ENTRY) {
      if (at === last) at = 0
      if (entries[at + 4] === 0) return at
      if (entries[at] === low && ((entries[at + 1] as number) & HASH_MASK) === high) return at
    }
  }

  #find(key: number): number {
    return this.#entryOf(key >>> 0, Math.floor(key / HIGH))
  }

  /**
   * Notes a key. The first time it returns null; later the row that had it first, whether that row said the same, and
   * how often the key was seen, this time included.
   */
  note(key: number, content: number, row: number): { row: number; same: boolean; count: number } | null {
    if (this.#size * ROOM >= this.#capacity) this.#grow()
    const at = this.#find(key)
    const entries = this.#entries
    const first = entries[at + 4] as number
    if (first === 0) {
      entries[at] = key >>> 0
      entries[at + 1] = Math.floor(key / HIGH) + 2 ** HASH_BITS
      entries[at + 2] = content >>> 0
      entries[at + 3] = Math.floor(content / HIGH)
      entries[at + 4] = row
      this.#size++
      return null
    }
    return { row: first, same: this.#contentAt(at) === content, count: this.#countAgain(key, at) }
  }

  /** The row that had a key first; 0: none. */
  rowOf(key: number): number {
    return this.#entries[this.#find(key) + 4] as number
  }

  /** The row that had a key first, where it said this; 0: there is none, or it said something else. */
  rowSaying(key: number, content: number): number {
    const at = this.#find(key)
    return this.#contentAt(at) === content ? (this.#entries[at + 4] as number) : 0
  }

  #contentAt(at: number): number {
    return (this.#entries[at + 2] as number) + (this.#entries[at + 3] as number) * HIGH
  }

  #countAgain(key: number, at: number): number {
    const high = this.#entries[at + 1] as number
    const known = high >>> HASH_BITS
    if (known < MOST) {
      this.#entries[at + 1] = high + 2 ** HASH_BITS
      return known + 1
    }
    const count = (this.#counts.get(key) ?? MOST) + 1
    this.#counts.set(key, count)
    return count
  }

  #grow(): void {
    const old = this.#entries
    this.#capacity = Math.ceil(this.#capacity * 1.6)
    this.#entries = new Uint32Array(this.#capacity * ENTRY)
    for (let from = 0; from < old.length; from += ENTRY) {
      if (old[from + 4] === 0) continue
      const at = this.#entryOf(old[from] as number, (old[from + 1] as number) & HASH_MASK)
      this.#entries.set(old.subarray(from, from + ENTRY), at)
    }
  }
}
