import { isUtf8 } from 'node:buffer'
import { fileChunks } from '../file-chunks.ts'
import { UnreadableSheet } from '../sheet.ts'

export interface TextEncoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  /** Bytes of the byte order mark. */
  readonly skip: number
}

const HEAD_BYTES = 4096

function markedEncoding(head: Buffer): TextEncoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { name: 'utf-8', skip: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { name: 'utf-16le', skip: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { name: 'utf-16be', skip: 2 }
  return null
}

/** UTF-16 without a mark: mostly Latin text has a NUL in every other byte, always on the same side. */
function encodingByNuls(head: Buffer): TextEncoding | null {
  let [even, odd] = [0, 0]
  for (let at = 0; at < head.length; at++) if (head[at] === 0) at % 2 === 0 ? even++ : odd++
  const half = head.length / 2
  if (odd > half * 0.4 && even < half * 0.05) return { name: 'utf-16le', skip: 0 }
  if (even > half * 0.4 && odd < half * 0.05) return { name: 'utf-16be', skip: 0 }
  return null
}

/** Control characters that no text export writes; a tenth of them means a binary file. */
function looksBinary(head: Buffer): boolean {
  let controls = 0
  for (const byte of head) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) controls++
  return controls > head.length * 0.1
}

/** Where the last character of the chunk that is not yet complete begins. */
function completeLength(chunk: Buffer): number {
  for (let back = 1; back <= Math.min(3, chunk.length); back++) {
    const byte = chunk[chunk.length - back] ?? 0
    if (byte < 0x80) return chunk.length
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needed > back ? chunk.length - back : chunk.length
    }
  }
  return chunk.length
}

async function isUtf8File(path: string, skip: number, signal?: AbortSignal): Promise<boolean> {
  let carry: Buffer = Buffer.alloc(0)
  for await (const chunk of fileChunks(path, skip)) {
    signal?.throwIfAborted()
    const bytes: Buffer = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk
    const length = completeLength(bytes)
    if (!isUtf8(bytes.subarray(0, length))) return false
    carry = Buffer.from(bytes.subarray(length))
  }
  return carry.length === 0
}

/**
 * How the text of a file is encoded: by its byte order mark, else UTF-16 by the pattern of its NUL bytes, else UTF-8
 * where every byte of the file is valid UTF-8, else Windows-1252. Throws UnreadableSheet where the file is not text.
 */
export async function textEncoding(path: string, head: Buffer, signal?: AbortSignal): Promise<TextEncoding> {
  const start = head.subarray(0, HEAD_BYTES)
  const marked = markedEncoding(start)
  const wide = marked ?? encodingByNuls(start)
  if (wide && wide.name !== 'utf-8') return wide
  if (looksBinary(start))
    throw new UnreadableSheet(
      'WRONG_TYPE',
      'Reading the file: its content is binary, neither text nor a workbook; send a CSV or an XLSX file',
    )
  const skip = wide?.skip ?? 0
  return { name: (await isUtf8File(path, skip, signal)) ? 'utf-8' : 'windows-1252', skip }
}
