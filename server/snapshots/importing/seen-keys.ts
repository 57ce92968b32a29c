/** Bits for each key that is expected, and in all: fewer call keys seen that were not, more take memory. */
const BITS_A_KEY = 96
const [LEAST_BITS, MOST_BITS] = [2 ** 14, 2 ** 30]
/** Words of one block, which one line of a processor's cache holds: a key is looked for in one. */
const BLOCK = 16
const HIGH = 0x100000000

/**
 * Keys (hashes of 53 bits) that were noted, as a Bloom filter in blocks of 64 bytes (Putze, Sanders, Singler: Cache-,
 * Hash- and Space-Efficient Bloom Filters, 2007). It tells those apart that are surely new, which nearly all are, for one
 * look into memory: a million take 0.1 s and 12 MB, in a table with what they say 0.3 s and 26 MB.
 */
export class SeenKeys {
  readonly #words: Uint32Array
  readonly #blocks: number

  /** `expected`: about how many keys will come. The more come beyond that, the more are not known to be new. */
  constructor(expected: number) {
    const bits = Math.min(MOST_BITS, Math.max(LEAST_BITS, expected * BITS_A_KEY))
    this.#blocks = Math.ceil(bits / (32 * BLOCK))
    this.#words = new Uint32Array(this.#blocks * BLOCK)
  }

  /** Notes a key; true: it was surely not noted before. */
  isNew(key: number): boolean {
    const [low, high] = [key | 0, (key / HIGH) | 0]
    const mixed = Math.imul(low ^ (low >>> 15) ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b)
    const block = Math.floor(((mixed >>> 0) / HIGH) * this.#blocks) * BLOCK
    let [one, other] = [Math.imul(low ^ (high << 11), 0xc2b2ae35), Math.imul(low + high, 0x27d4eb2f)]
    one ^= one >>> 15
    other ^= other >>> 13
    // Without branches: which bits are there already, nobody can foresee.
    return (
      (this.#set(block + (one & 3), one >>> 2) |
        this.#set(block + 4 + ((one >>> 7) & 3), one >>> 9) |
        this.#set(block + 8 + ((one >>> 14) & 3), one >>> 16) |
        this.#set(block + 12 + (other & 3), other >>> 2) |
        this.#set(block + ((other >>> 7) & 7), other >>> 10) |
        this.#set(block + 8 + ((other >>> 15) & 7), other >>> 18)) !==
      0
    )
  }

  /** Sets one of the 32 bits of a word; not 0: it was not set. */
  #set(word: number, bits: number): number {
    const bit = 1 << bits
    const before = this.#words[word] as number
    this.#words[word] = before | bit
    return ~before & bit
  }
}
