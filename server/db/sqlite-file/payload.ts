import type { PageFile } from './page-file.ts'
import { varintSize, writeVarint } from './varint.ts'

/** How many bytes of a record a page holds itself, of those that are longer than `most`. */
export interface Shares {
  readonly most: number
  readonly least: number
}

const least = (pageSize: number): number => Math.floor(((pageSize - 12) * 32) / 255) - 23

/** In a table that is clustered by its key. */
export const keyShares = (pageSize: number): Shares => ({
  most: Math.floor(((pageSize - 12) * 64) / 255) - 23,
  least: least(pageSize),
})

/** In a table by row numbers, as that of the tables is. */
export const rowShares = (pageSize: number): Shares => ({ most: pageSize - 35, least: least(pageSize) })

/** A record's bytes on the page itself; the others go to pages of their own. */
export function localSize(size: number, { most, least }: Shares, pageSize: number): number {
  if (size <= most) return size
  const fitting = least + ((size - least) % (pageSize - 4))
  return fitting <= most ? fitting : least
}

/** Bytes of a cell on the page itself: none takes less than four. */
export function cellSize(size: number, local: number): number {
  return Math.max(4, varintSize(size) + local + (local < size ? 4 : 0))
}

/** Adds the pages for what of a record is not on the page itself. */
export function overflowPages(file: PageFile, size: number, local: number): number[] {
  const pages: number[] = []
  for (let rest = size - local; rest > 0; rest -= file.pageSize - 4) pages.push(file.add())
  return pages
}

/** Writes the cell of a record at a place, and the rest of it to its pages. */
export function writeCell(
  into: Uint8Array,
  at: number,
  record: Uint8Array,
  local: number,
  { file, pages }: { readonly file: PageFile; readonly pages: readonly number[] },
): void {
  const start = writeVarint(into, at, record.length)
  into.set(record.subarray(0, local), start)
  if (pages.length > 0) writeNumber(into, start + local, pages[0] as number)
  const { pageSize } = file
  for (let index = 0, from = local; index < pages.length; index++, from += pageSize - 4) {
    const place = file.placeOf(pages[index] as number)
    writeNumber(file.bytes, place, pages[index + 1] ?? 0)
    file.bytes.set(record.subarray(from, from + pageSize - 4), place + 4)
  }
}

export function writeNumber(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 24
  bytes[at + 1] = value >>> 16
  bytes[at + 2] = value >>> 8
  bytes[at + 3] = value
}

export function writeShort(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value >>> 8
  bytes[at + 1] = value
}
