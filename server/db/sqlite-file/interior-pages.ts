import type { Leaves } from './leaf-pages.ts'
import type { PageFile } from './page-file.ts'
import { writeNumber, writeShort } from './payload.ts'

const INTERIOR = 0x02
const HEADER = 12

/** Adds the pages above the leaves, level by level, and gives the topmost. */
export function addInteriorPages(file: PageFile, leaves: Leaves): number {
  let level = leaves
  while (level.pages.length > 1) level = levelAbove(file, level)
  return level.pages[0] as number
}

function levelAbove(file: PageFile, { pages, dividers }: Leaves): Leaves {
  const above: { pages: number[]; dividers: Uint8Array[] } = { pages: [], dividers: [] }
  for (let from = 0; from < pages.length; ) {
    const to = endOfPage(file.pageSize, dividers, from)
    above.pages.push(addPage(file, pages, dividers, from, to))
    const between = dividers[to]
    if (between) above.dividers.push(between)
    from = to + 1
  }
  return above
}

/** Behind the last divider, from one on, that a page has room for. What is left behind the next has at least two children. */
function endOfPage(pageSize: number, dividers: readonly Uint8Array[], from: number): number {
  let room = pageSize - HEADER
  let to = from
  for (; to < dividers.length; to++) {
    room -= (dividers[to] as Uint8Array).length + 4 + 2
    if (room < 0) break
  }
  return to === dividers.length - 1 ? to - 1 : to
}

/** A page of the children `from` … `to`, with the dividers between them. */
function addPage(
  file: PageFile,
  pages: readonly number[],
  dividers: readonly Uint8Array[],
  from: number,
  to: number,
): number {
  const page = file.add()
  const { bytes, pageSize } = file
  const place = file.placeOf(page)
  let content = pageSize
  for (let at = from; at < to; at++) {
    const divider = dividers[at] as Uint8Array
    content -= divider.length + 4
    writeShort(bytes, place + HEADER + 2 * (at - from), content)
    writeNumber(bytes, place + content, pages[at] as number)
    bytes.set(divider, place + content + 4)
  }
  bytes[place] = INTERIOR
  writeShort(bytes, place + 3, to - from)
  writeShort(bytes, place + 5, content)
  writeNumber(bytes, place + 8, pages[to] as number)
  return page
}
