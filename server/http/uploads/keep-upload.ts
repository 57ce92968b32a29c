import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { KeptUpload } from '../../../schema/context.ts'
import { TooLarge } from '../../errors.ts'

/**
 * Writes a file to the data directory until it is imported. Its name is ours: what the sender calls it never becomes
 * a path. Throws TooLarge as soon as the limit is passed; whatever fails, nothing is left behind.
 */
export async function keepUpload(
  dataDir: string,
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<KeptUpload> {
  const folder = join(dataDir, 'uploads')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${randomUUID()}.upload`)
  const discard = () => rm(path, { force: true })
  let byteSize = 0
  async function* counted() {
    for await (const chunk of content) {
      byteSize += chunk.byteLength
      if (byteSize > maxBytes)
        throw new TooLarge(
          `Receiving the file: it is larger than ${maxBytes} bytes, the limit of this server; split it`,
        )
      yield chunk
    }
  }
  try {
    await pipeline(counted, createWriteStream(path, { mode: 0o600 }))
    return { path, byteSize, discard }
  } catch (error) {
    await discard()
    throw error
  }
}

/** An upload that nobody has written to for so long was left behind. */
const LEFT_AFTER = 3_600_000

/** Removes files that a server left when it was killed; those of another server that still runs are young. */
export async function removeLeftUploads(dataDir: string): Promise<void> {
  const folder = join(dataDir, 'uploads')
  const names = await readdir(folder).catch(() => [])
  for (const name of names.filter(each => each.endsWith('.upload'))) {
    const path = join(folder, name)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > LEFT_AFTER) await rm(path, { force: true })
  }
}
