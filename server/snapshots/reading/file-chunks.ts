import { open } from 'node:fs/promises'

export const CHUNK_BYTES = 256 * 1024

/**
 * The bytes of a file from `start` on, a chunk at a time, each in the same memory: a chunk holds until the next is asked
 * for. A stream takes new memory for each, which stays until somebody collects it: 76 MB of a million time logs.
 */
export async function* fileChunks(path: string, start = 0): AsyncGenerator<Buffer> {
  const file = await open(path)
  try {
    const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES)
    for (let at = start; ; ) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, at)
      if (bytesRead === 0) return
      at += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}
