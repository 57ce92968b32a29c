import { closeSync, openSync, writeSync } from 'node:fs'

/** Where locks are held that no page may stand in, if a file comes so far. */
const LOCK_BYTE = 2 ** 30

/** The file that pages are appended to, through a buffer in which those stay that are not complete. */
export class PageFile {
  readonly pageSize: number
  readonly #file: number
  #bytes: Uint8Array
  /** The page that the buffer begins with: the first one of the file is written last. */
  #first = 2
  #used = 0

  constructor(path: string, pageSize: number) {
    this.pageSize = pageSize
    this.#bytes = new Uint8Array(16 * pageSize)
    this.#file = openSync(path, 'w', 0o600)
  }

  get bytes(): Uint8Array {
    return this.#bytes
  }

  /** How many pages the file will have. */
  get count(): number {
    return this.#first - 1 + this.#used / this.pageSize
  }

  /** Adds a page of zeros to the buffer, and gives its number. */
  add(): number {
    if (this.count + 1 === LOCK_BYTE / this.pageSize + 1) this.#extend()
    this.#extend()
    return this.count
  }

  /** Where a page that is still there begins in the buffer. */
  placeOf(page: number): number {
    return (page - this.#first) * this.pageSize
  }

  /** Room for so many bytes behind the pages, which is gone with the next page; gives where it begins. */
  scratch(size: number): number {
    this.#reserve(this.#used + size)
    return this.#used
  }

  /** Moves the pages before one to the file. */
  moveOut(before: number): void {
    const end = this.placeOf(before)
    writeAll(this.#file, this.#bytes.subarray(0, end), (this.#first - 1) * this.pageSize)
    this.#bytes.copyWithin(0, end, this.#used)
    this.#first = before
    this.#used -= end
  }

  /** Writes the first page, and closes the file. */
  end(firstPage: Uint8Array): void {
    this.moveOut(this.count + 1)
    writeAll(this.#file, firstPage, 0)
    this.close()
  }

  close(): void {
    closeSync(this.#file)
  }

  #extend(): void {
    this.#reserve(this.#used + this.pageSize)
    this.#bytes.fill(0, this.#used, this.#used + this.pageSize)
    this.#used += this.pageSize
  }

  #reserve(size: number): void {
    if (size <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(size, this.#bytes.length * 2))
    grown.set(this.#bytes.subarray(0, this.#used))
    this.#bytes = grown
  }
}

function writeAll(file: number, bytes: Uint8Array, position: number): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, position + at)
}
