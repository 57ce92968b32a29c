import { type FileHandle, open } from 'node:fs/promises'
import { UnreadableSheet } from '../sheet.ts'
import { brokenWorkbook } from './broken-workbook.ts'

/** One file in the archive, as the central directory lists it. */
export interface ZipEntry {
  readonly name: string
  /** 0: stored, 8: deflated. */
  readonly method: number
  readonly encrypted: boolean
  readonly compressedSize: number
  readonly size: number
  /** Where its local header begins. */
  readonly offset: number
}

/** The name of a part in a message. */
export const shownName = ({ name }: ZipEntry): string => JSON.stringify(name.slice(0, 100))

const MAX_ENTRIES = 10_000
const MAX_DIRECTORY_BYTES = 8 * 1024 * 1024
const MIB = 1024 * 1024
/** Workbooks unzip to some ten times their size; what claims a hundred times, or 8 GiB, is a bomb. */
const MAX_RATIO = 100
const MAX_UNZIPPED = 8192 * MIB
const END_BYTES = 22
const MAX_COMMENT = 65_535

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, position)
  if (bytesRead < length) throw brokenWorkbook('the archive is cut off')
  return bytes
}

const number64 = (bytes: Buffer, at: number): number => {
  const value = bytes.readBigUInt64LE(at)
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw brokenWorkbook('its directory is damaged')
  return Number(value)
}

interface DirectoryPlace {
  readonly count: number
  readonly size: number
  readonly offset: number
}

async function directoryPlace(file: FileHandle, fileSize: number): Promise<DirectoryPlace> {
  const tailSize = Math.min(fileSize, END_BYTES + MAX_COMMENT)
  const tail = await bytesAt(file, fileSize - tailSize, tailSize)
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + END_BYTES > tail.length) throw brokenWorkbook('the archive is cut off')
  const place = {
    count: tail.readUInt16LE(end + 10),
    size: tail.readUInt32LE(end + 12),
    offset: tail.readUInt32LE(end + 16),
  }
  if (place.count < 0xffff && place.size < 0xffffffff && place.offset < 0xffffffff) return place
  const locator = end - 20
  if (locator < 0 || tail.readUInt32LE(locator) !== 0x07064b50) throw brokenWorkbook('its directory is damaged')
  const end64 = await bytesAt(file, number64(tail, locator + 8), 56)
  if (end64.readUInt32LE(0) !== 0x06064b50) throw brokenWorkbook('its directory is damaged')
  return { count: number64(end64, 32), size: number64(end64, 40), offset: number64(end64, 48) }
}

/** Sizes and offset that do not fit 32 bits stand in an extra field, in this order. */
function sizes64(
  directory: Buffer,
  at: number,
  length: number,
  sizes: { size: number; compressedSize: number; offset: number },
) {
  for (let field = at; field + 4 <= at + length; field += 4 + directory.readUInt16LE(field + 2)) {
    if (directory.readUInt16LE(field) !== 1) continue
    let next = field + 4
    for (const name of ['size', 'compressedSize', 'offset'] as const) {
      if (sizes[name] !== 0xffffffff || next + 8 > at + length) continue
      sizes[name] = number64(directory, next)
      next += 8
    }
  }
}

function parsedDirectory(directory: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = []
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50)
      throw brokenWorkbook('its directory is damaged')
    const nameLength = directory.readUInt16LE(at + 28)
    const extraLength = directory.readUInt16LE(at + 30)
    const next = at + 46 + nameLength + extraLength + directory.readUInt16LE(at + 32)
    if (next > directory.length) throw brokenWorkbook('its directory is damaged')
    const sizes = {
      size: directory.readUInt32LE(at + 24),
      compressedSize: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    }
    sizes64(directory, at + 46 + nameLength, extraLength, sizes)
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/'),
      method: directory.readUInt16LE(at + 10),
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      ...sizes,
    })
    at = next
  }
  return entries
}

/**
 * The files of a ZIP archive by name, from its central directory. Nothing is unzipped; what would unzip to more than a
 * hundred times its size (or 8 GiB) or has too many files is refused before any of it is. Throws UnreadableSheet.
 */
export async function zipDirectory(path: string): Promise<ReadonlyMap<string, ZipEntry>> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const place = await directoryPlace(file, size)
    if (place.count > MAX_ENTRIES || place.size > MAX_DIRECTORY_BYTES)
      throw new UnreadableSheet(
        'TOO_LARGE',
        `Reading the workbook: the archive lists ${place.count} files, but at most ${MAX_ENTRIES} are accepted; save it again from a spreadsheet`,
      )
    if (place.offset + place.size > size) throw brokenWorkbook('its directory is damaged')
    const entries = parsedDirectory(await bytesAt(file, place.offset, place.size), place.count)
    for (const entry of entries)
      if (entry.offset + entry.compressedSize > size) throw brokenWorkbook(`its part ${shownName(entry)} is cut off`)
    const unzipped = entries.reduce((sum, entry) => sum + entry.size, 0)
    const limit = Math.min(MAX_UNZIPPED, Math.max(64 * MIB, MAX_RATIO * size))
    if (unzipped > limit)
      throw new UnreadableSheet(
        'TOO_LARGE',
        `Reading the workbook: it would unzip to ${Math.ceil(unzipped / MIB)} MiB, but at most ${Math.floor(limit / MIB)} MiB are accepted for a file of its size; export CSV instead`,
      )
    const byName = new Map(entries.map(entry => [entry.name, entry]))
    // Programs differ in which of two they read: a person may see other numbers in a spreadsheet.
    if (byName.size < entries.length) throw brokenWorkbook('its directory lists a part twice')
    return byName
  } finally {
    await file.close()
  }
}
