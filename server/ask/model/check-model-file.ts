import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { dirname, sep } from 'node:path'
import type { ModelSettings } from './model-settings.ts'
import type { ModelTrouble } from './second-interpreter.ts'

const MAGIC = 'GGUF'

export type CheckedFile =
  | { readonly path: string; readonly sha256: string; readonly bytes: number }
  | { readonly trouble: ModelTrouble }

/**
 * Whether a file is the model that was set up, before any of it is interpreted: a file in its own folder, in the format,
 * not too large, and with the expected hash (none expected: the hash is only told). Answers the real path.
 */
export async function checkModelFile({
  path,
  sha256,
  maxFileBytes,
}: Pick<ModelSettings, 'path' | 'maxFileBytes'> & { readonly sha256: string | null }): Promise<CheckedFile> {
  try {
    const [real, folder] = await Promise.all([realpath(path), realpath(dirname(path))])
    if (!real.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return { trouble: 'OUTSIDE_FOLDER' }
    const file = await open(real)
    try {
      const found = await file.stat()
      if (!found.isFile()) return { trouble: 'NOT_A_FILE' }
      if (found.size > maxFileBytes) return { trouble: 'TOO_LARGE' }
      const { buffer } = await file.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0)
      if (buffer.toString('latin1') !== MAGIC) return { trouble: 'NOT_GGUF' }
      const hash = await sha256Of(real)
      if (sha256 !== null && hash !== sha256.toLowerCase()) return { trouble: 'WRONG_HASH' }
      return { path: real, sha256: hash, bytes: found.size }
    } finally {
      await file.close()
    }
  } catch (error) {
    if (typeof (error as NodeJS.ErrnoException).code !== 'string') throw error
    return { trouble: 'NO_FILE' }
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(part)
  return hash.digest('hex')
}
