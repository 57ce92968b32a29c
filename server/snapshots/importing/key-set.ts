import { SeenKeys } from './seen-keys.ts'

/** Words of one entry: the key (low half, high half and how often it came), what its row says (low, high), the row. */
const ENTRY = 5
const HIGH = 0x100000000
/** Bits of the high half of a hash; how often a key came stands above them, up to MOST. */
const HASH_BITS = 21
const HASH_MASK = 2 ** HASH_BITS - 1
const MOST = 2 ** (32 - HASH_BITS) - 1
/** Bits of a slot that tell the entry, from 1; above them stand some of its key, so that most others are not looked at. */
const PLACE_BITS = 28
const PLACE_MASK = 2 ** PLACE_BITS - 1
/** Slots for each entry: fewer take longer to look through, more take memory. */
const ROOM = 1.6

/** Keys that the first batches have room for, where the others are in the stage. */
const FIRST = 4096

/** Rows by columns that have a key, what they say, and their number. */
interface KeyedRows {
  readonly count: number
  ints(name: 'row_key' | 'content_hash' | 'row'): { readonly values: ArrayLike<number> }
}

/**
 * Keys seen in one sheet, with what they said: 20 bytes a key in one typed array, one behind the other; a Map of objects
 * takes 100 and more. They are found by slots, 6 bytes a key, which are made when a key is looked for the first time. Of a
 * first upload whose keys are all known to be new none is: each look is one into memory that no cache has, and where the
 * rows are kept by columns, their keys are not even kept here until then.
 */
export class KeySet {
  readonly #expected: number
  #entries: Uint32Array
  #size = 0
  /** The rows whose keys are not here; null: all keys are. */
  #staged: { blocks(): Iterable<KeyedRows> } | null = null
  /** By hash: the place of an entry, from 1, with the tag of its key; 0: free. */
  #slots = new Uint32Array(0)
  /** Entries that have a slot. */
  #found = 0
  readonly #seen: SeenKeys
  /** Counts above MOST, by key. */
  readonly #counts = new Map<number, number>()

  /** `expected`: about how many keys will come. */
  constructor(expected = FIRST) {
    this.#expected = Math.ceil(Math.max(FIRST, expected) * 1.02)
    this.#entries = new Uint32Array(FIRST * ENTRY)
    this.#seen = new SeenKeys(this.#expected)
  }

  /** From now on, keys are found in these rows, once `forgetStaged` says that they are there. There are none yet. */
  leaveTo(staged: { blocks(): Iterable<KeyedRows> }): void {
    this.#staged = staged
  }

  /** The rows of all keys that were added are staged: the keys stand there, until one is looked for. */
  forgetStaged(): void {
    if (this.#staged) this.#size = 0
  }

  /** Adds a key that was surely not seen yet; false: it may have been, `note` finds out. */
  addNew(key: number, content: number, row: number): boolean {
    if (!this.#seen.isNew(key)) return false
    this.#add(key, content, row)
    return true
  }

  #add(key: number, content: number, row: number): void {
    const at = this.#size * ENTRY
    if (at === this.#entries.length) this.#grow()
    const entries = this.#entries
    entries[at] = key >>> 0
    entries[at + 1] = Math.floor(key / HIGH) + 2 ** HASH_BITS
    entries[at + 2] = content >>> 0
    entries[at + 3] = Math.floor(content / HIGH)
    entries[at + 4] = row
    this.#size++
  }

  /**
   * Notes a key. The first time it returns null; later the row that had it first, whether that row said the same, and
   * how often the key was seen, this time included.
   */
  note(key: number, content: number, row: number): { row: number; same: boolean; count: number } | null {
    const at = this.#find(key)
    if (at < 0) {
      this.#seen.isNew(key)
      this.#add(key, content, row)
      return null
    }
    const first = this.#entries[at + 4] as number
    return { row: first, same: this.#contentAt(at) === content, count: this.#countAgain(key, at) }
  }

  /** The row that had a key first; 0: none. */
  rowOf(key: number): number {
    const at = this.#find(key)
    return at < 0 ? 0 : (this.#entries[at + 4] as number)
  }

  /** The row that had a key first, where it said this; 0: there is none, or it said something else. */
  rowSaying(key: number, content: number): number {
    const at = this.#find(key)
    return at >= 0 && this.#contentAt(at) === content ? (this.#entries[at + 4] as number) : 0
  }

  /** Where the entry of a key begins; −1: there is none. */
  #find(key: number): number {
    if (this.#staged) this.#fetch()
    if (this.#found < this.#size || this.#slots.length === 0) this.#place()
    const [low, high] = [key >>> 0, Math.floor(key / HIGH)]
    const hash = hashOf(low, high)
    const [entries, slots] = [this.#entries, this.#slots]
    for (let slot = slotOf(hash, slots.length); ; slot++) {
      if (slot === slots.length) slot = 0
      const found = slots[slot] as number
      if (found === 0) return -1
      if ((found ^ hash) >>> PLACE_BITS !== 0) continue
      const at = ((found & PLACE_MASK) - 1) * ENTRY
      if (entries[at] === low && ((entries[at + 1] as number) & HASH_MASK) === high) return at
    }
  }

  /** Gives a slot to each entry that has none yet. */
  #place(): void {
    if (this.#size * ROOM >= this.#slots.length) {
      if (this.#size >= PLACE_MASK) throw new Error(`Keys of a sheet: ${this.#size} are more than can be told apart`)
      // Room for all that were expected, or half as many more as there are.
      const room = Math.max(this.#size * 1.5, this.#entries.length / ENTRY)
      this.#slots = new Uint32Array(Math.ceil(room * ROOM))
      this.#found = 0
    }
    const [entries, slots] = [this.#entries, this.#slots]
    for (; this.#found < this.#size; this.#found++) {
      const at = this.#found * ENTRY
      const hash = hashOf(entries[at] as number, (entries[at + 1] as number) & HASH_MASK)
      let slot = slotOf(hash, slots.length)
      while (slots[slot] !== 0) if (++slot === slots.length) slot = 0
      slots[slot] = ((hash & ~PLACE_MASK) | (this.#found + 1)) >>> 0
    }
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

  /** Takes over the keys of the rows that are staged; those of rows that are not are here. */
  #fetch(): void {
    const staged = this.#staged
    this.#staged = null
    for (const block of staged?.blocks() ?? []) {
      const [keys, contents, rows] = [block.ints('row_key'), block.ints('content_hash'), block.ints('row')]
      for (let at = 0; at < block.count; at++)
        this.#add(keys.values[at] as number, contents.values[at] as number, rows.values[at] as number)
    }
  }

  #grow(): void {
    const room = this.#staged ? this.#size * 2 : Math.max(this.#expected, this.#size * 1.5)
    const grown = new Uint32Array(Math.ceil(room) * ENTRY)
    grown.set(this.#entries)
    this.#entries = grown
  }
}

const hashOf = (low: number, high: number): number => Math.imul(low ^ high, 0x9e3779b1)

/** The share of 2³² that a hash is, of so many slots; its tag are the highest bits, so they are mixed into the lower ones. */
const slotOf = (hash: number, slots: number): number =>
  Math.floor(((Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0) / HIGH) * slots)
