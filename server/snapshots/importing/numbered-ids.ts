/** Digits at the end of an id that are its number; those before them belong to what stands before it. */
const MAX_DIGITS = 9
/** Numbers of one page, a bit each: 4 KiB. */
const PAGE_BITS = 15
const PAGE_WORDS = 2 ** (PAGE_BITS - 5)
/** Pages that are kept whatever there is, and ids for each further one: numbers far apart would take a page each. */
const MIN_PAGES = 64
const IDS_A_PAGE = 256
/** Beginnings that are told apart; ids of more are not counted up. */
const MAX_SERIES = 16

/** Ids of one length that begin alike. */
interface Series {
  readonly start: Uint8Array
  readonly length: number
  /** By page of numbers: a bit for each that was seen. */
  readonly pages: (Uint32Array | undefined)[]
}

/**
 * Ids such as TE-1000042, as nearly all tools count them up: those that were seen, a bit each, which stay in the caches of
 * a processor where a table of a million keys does not (0.02 µs an id, 0.4 in such a table).
 */
export class NumberedIds {
  readonly #series: Series[] = []
  #last: Series | null = null
  #pages = 0
  #seen = 0
  /** No page is added any more: what would need one is not known from then on. */
  #isFull = false

  /**
   * Notes an id in UTF-8; true: it was surely not seen before. False says nothing. An id of a series and page that are there
   * has always been noted in them, for what was turned away once is turned away for good.
   */
  isNew(bytes: Uint8Array, start: number, end: number): boolean {
    let [first, number, power] = [end, 0, 1]
    while (first > start && end - first < MAX_DIGITS) {
      const digit = (bytes[first - 1] as number) - 48
      if (digit < 0 || digit > 9) break
      number += digit * power
      power *= 10
      first--
    }
    if (first === end) return false
    const last = this.#last
    const series = last && isOf(last, bytes, start, first, end) ? last : this.#find(bytes, start, first, end)
    if (!series) return false
    const page = series.pages[number >>> PAGE_BITS] ?? this.#addPage(series, number >>> PAGE_BITS)
    if (!page) return false
    const at = (number >>> 5) % PAGE_WORDS
    const word = page[at] as number
    const bit = 1 << (number & 31)
    if ((word & bit) !== 0) return false
    page[at] = word | bit
    this.#seen++
    return true
  }

  isNewText(id: string): boolean {
    const bytes = Buffer.from(id)
    return this.isNew(bytes, 0, bytes.length)
  }

  #find(bytes: Uint8Array, start: number, first: number, end: number): Series | null {
    let found = this.#series.find(series => isOf(series, bytes, start, first, end))
    if (!found) {
      if (this.#series.length === MAX_SERIES) return null
      // A copy: the bytes of a scan are those of the next one soon, and what a Buffer slices is no copy.
      found = { start: Uint8Array.from(bytes.subarray(start, first)), length: end - start, pages: [] }
      this.#series.push(found)
    }
    this.#last = found
    return found
  }

  #addPage(series: Series, at: number): Uint32Array | null {
    if (this.#pages >= MIN_PAGES + this.#seen / IDS_A_PAGE) this.#isFull = true
    if (this.#isFull) return null
    this.#pages++
    const page = new Uint32Array(PAGE_WORDS)
    series.pages[at] = page
    return page
  }
}

/** Whether an id belongs to a series. With their length they have as many digits: "7" and "07" are two ids. */
function isOf({ start: known, length }: Series, bytes: Uint8Array, start: number, first: number, end: number): boolean {
  if (length !== end - start || known.length !== first - start) return false
  for (let at = 0; at < known.length; at++) if (known[at] !== bytes[start + at]) return false
  return true
}
