import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInflateRaw } from 'node:zlib'
import { UnreadableSheet } from '../sheet.ts'
import { brokenWorkbook } from './broken-workbook.ts'
import { shownName, type ZipEntry } from './zip-directory.ts'

const CHUNK_BYTES = 256 * 1024
const LOCAL_HEADER_BYTES = 30

async function dataOffset(path: string, entry: ZipEntry): Promise<number> {
  const file = await open(path)
  try {
    const header = Buffer.alloc(LOCAL_HEADER_BYTES)
    const { bytesRead } = await file.read(header, 0, LOCAL_HEADER_BYTES, entry.offset)
    if (bytesRead < LOCAL_HEADER_BYTES || header.readUInt32LE(0) !== 0x04034b50)
      throw brokenWorkbook(`its part ${shownName(entry)} is damaged`)
    return entry.offset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28)
  } finally {
    await file.close()
  }
}

async function* entryBytes(path: string, entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.encrypted)
    throw new UnreadableSheet('ENCRYPTED', 'Reading the workbook: it is encrypted; save it without a password')
  if (entry.method !== 0 && entry.method !== 8)
    throw brokenWorkbook(`its part ${shownName(entry)} is compressed in an unknown way`)
  if (entry.compressedSize === 0) return
  const start = await dataOffset(path, entry)
  const packed = createReadStream(path, { start, end: start + entry.compressedSize - 1, highWaterMark: CHUNK_BYTES })
  if (entry.method === 0) {
    yield* packed
    return
  }
  const unpacked = createInflateRaw({ chunkSize: CHUNK_BYTES })
  packed.on('error', error => unpacked.destroy(error))
  packed.pipe(unpacked)
  try {
    yield* unpacked
  } catch {
    throw brokenWorkbook(`its part ${shownName(entry)} is damaged`)
  } finally {
    packed.destroy()
    unpacked.destroy()
  }
}

const encodingOf = (bytes: Buffer): string =>
  bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'

/** The text of one file of an archive, a chunk at a time. What unzips to more than the directory says is refused. */
export async function* zipEntryText(path: string, entry: ZipEntry): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null
  let seen = 0
  for await (const chunk of entryBytes(path, entry)) {
    seen += chunk.length
    if (seen > entry.size) throw brokenWorkbook(`its part ${shownName(entry)} is larger than its directory says`)
    decoder ??= new TextDecoder(encodingOf(chunk))
    yield decoder.decode(chunk, { stream: true })
  }
  if (seen < entry.size) throw brokenWorkbook(`its part ${shownName(entry)} is cut off`)
}
