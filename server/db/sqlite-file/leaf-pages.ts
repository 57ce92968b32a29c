import type { PageFile } from './page-file.ts'
import { cellSize, keyShares, localSize, overflowPages, type Shares, writeCell, writeShort } from './payload.ts'
import { varintSize, writeVarint } from './varint.ts'

const LEAF = 0x0a
const HEADER = 8

/** A record that does not go straight into a leaf: one that has pages of its own, or one between two leaves. */
interface Aside {
  readonly size: number
  readonly local: number
  readonly pages: readonly number[]
  /** Where its cell begins in the leaf; null: it stands between two. */
  readonly cell: { readonly page: number; readonly at: number } | null
  /** Where it is written in one piece. */
  readonly at: number
}

/** The lowest pages of a table that is clustered by its key, and the cells that stand between each two of them. */
export interface Leaves {
  readonly pages: number[]
  readonly dividers: Uint8Array[]
}

/**
 * Fills leaves with records that come in the order of the key. Each batch of them first gets its places, then its bytes
 * are written there by whoever has them, then it is settled.
 */
export class LeafPages {
  readonly pages: number[] = []
  readonly dividers: Uint8Array[] = []
  readonly #file: PageFile
  readonly #shares: Shares
  #cells = 0
  /** Where the lowest cell of the last leaf begins in it. */
  #content = 0
  /** Whether the next record begins a leaf. */
  #isDivided = true
  #aside: Aside[] = []

  constructor(file: PageFile) {
    this.#file = file
    this.#shares = keyShares(file.pageSize)
  }

  /**
   * Finds a place for each of so many records. `heads` and `bodies`: how many bytes their serial types and their values
   * take, and then where these are to be written in the file's buffer.
   */
  place(count: number, heads: Int32Array, bodies: Int32Array): void {
    const file = this.#file
    const { pageSize } = file
    const waiting: { slot: number; aside: Omit<Aside, 'at'> }[] = []
    let room = 0
    for (let slot = 0; slot < count; slot++) {
      const types = heads[slot] as number
      const header = types < 127 ? types + 1 : headerSize(types)
      const size = header + (bodies[slot] as number)
      const local = localSize(size, this.#shares, pageSize)
      const cell = cellSize(size, local)
      const isDivider = !this.#isDivided && this.#content - cell < HEADER + 2 * (this.#cells + 1)
      const at = isDivider ? null : this.#takeCell(cell)
      if (at === null || local < size) {
        const pages = overflowPages(file, size, local)
        const cellAt = at === null ? null : { page: this.#page, at }
        waiting.push({ slot, aside: { size, local, pages, cell: cellAt } })
        room += size
        this.#isDivided = isDivider
        continue
      }
      const start = writeVarint(file.bytes, file.placeOf(this.#page) + at, size)
      heads[slot] = writeVarint(file.bytes, start, header)
      bodies[slot] = start + header
    }
    let at = file.scratch(room)
    for (const { slot, aside } of waiting) {
      this.#aside.push({ ...aside, at })
      const header = aside.size - (bodies[slot] as number)
      heads[slot] = writeVarint(file.bytes, at, header)
      bodies[slot] = at + header
      at += aside.size
    }
  }

  /** Puts the records of a batch, now that they are written, where they belong, and moves full pages to the file. */
  settle(): void {
    const file = this.#file
    for (const { size, local, pages, cell, at } of this.#aside) {
      const record = file.bytes.subarray(at, at + size)
      if (cell) writeCell(file.bytes, file.placeOf(cell.page) + cell.at, record, local, { file, pages })
      else {
        const divider = new Uint8Array(cellSize(size, local))
        writeCell(divider, 0, record, local, { file, pages })
        this.dividers.push(divider)
      }
    }
    this.#aside = []
    if (this.pages.length > 0) file.moveOut(this.#page)
  }

  /** All leaves. There is one at least, and the last one has a cell if there is another. */
  end(): Leaves {
    if (this.pages.length === 0) this.#begin()
    if (this.dividers.length === this.pages.length) this.#splitLast()
    this.#close()
    return this
  }

  get #page(): number {
    return this.pages[this.pages.length - 1] as number
  }

  /** Makes room for a cell in a leaf, and gives its place there. */
  #takeCell(size: number): number {
    if (this.#isDivided) this.#begin()
    this.#content -= size
    const { bytes } = this.#file
    const place = this.#file.placeOf(this.#page)
    writeShort(bytes, place + HEADER + 2 * this.#cells, this.#content)
    this.#cells++
    return this.#content
  }

  #begin(): void {
    this.#close()
    this.pages.push(this.#file.add())
    this.#cells = 0
    this.#content = this.#file.pageSize
    this.#isDivided = false
  }

  /** Writes what a leaf holds on its top. */
  #close(): void {
    if (this.pages.length === 0) return
    const { bytes } = this.#file
    const place = this.#file.placeOf(this.#page)
    bytes[place] = LEAF
    writeShort(bytes, place + 3, this.#cells)
    writeShort(bytes, place + 5, this.#content)
  }

  /** No record came behind the one that was to stand before the next leaf: it goes into that, and the last one before it in its place. */
  #splitLast(): void {
    const last = this.dividers.pop() as Uint8Array
    const page = this.#file.placeOf(this.#page)
    const next = this.#cells > 1 ? this.#contentOf(this.#cells - 2) : this.#file.pageSize
    this.dividers.push(this.#file.bytes.slice(page + this.#content, page + next))
    this.#cells--
    this.#content = next
    this.#begin()
    const at = this.#takeCell(last.length)
    this.#file.bytes.set(last, this.#file.placeOf(this.#page) + at)
  }

  #contentOf(cell: number): number {
    const place = this.#file.placeOf(this.#page) + HEADER + 2 * cell
    const { bytes } = this.#file
    return ((bytes[place] as number) << 8) | (bytes[place + 1] as number)
  }
}

/** Bytes of a record's header, which says its own length, too. */
function headerSize(types: number): number {
  const size = types + varintSize(types)
  return varintSize(size) === size - types ? size : size + 1
}
