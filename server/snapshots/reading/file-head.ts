import { open } from 'node:fs/promises'
import { UnreadableSheet } from './sheet.ts'

const HEAD_BYTES = 64 * 1024

export interface FileHead {
  readonly bytes: Buffer
  readonly size: number
}

/** The first bytes of a file. Throws UnreadableSheet where it is empty or larger than `maxBytes`. */
export async function fileHead(path: string, maxBytes: number): Promise<FileHead> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    if (size === 0)
      throw new UnreadableSheet('EMPTY', 'Reading the file: it is empty; send one with a heading line and rows')
    if (size > maxBytes)
      throw new UnreadableSheet(
        'TOO_LARGE',
        `Reading the file: it has ${size} bytes, but at most ${maxBytes} are accepted; split it, or raise the limit in the configuration`,
      )
    const bytes = Buffer.alloc(Math.min(HEAD_BYTES, size))
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0)
    return { bytes: bytes.subarray(0, bytesRead), size }
  } finally {
    await file.close()
  }
}
