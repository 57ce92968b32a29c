import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { MANIFEST, type Manifest } from './manifest.ts'
import { seal } from './sealed.ts'
import { TAR_END, tarHeader, tarPadding } from './tar.ts'

export interface ArchiveContent {
  readonly manifest: Manifest
  /** The file of each part of the manifest, by name. */
  readonly files: ReadonlyMap<string, string>
}

/**
 * Writes a backup: a gzipped tar of the manifest and its parts, encrypted where there is a passphrase. The file is new,
 * mode 0600, and on the disk when this returns.
 * @param onBytes told how many bytes of the parts were written so far
 */
export async function writeArchive(
  path: string,
  content: ArchiveContent,
  sealing: { readonly passphrase: string; readonly salt: Buffer } | null,
  onBytes: (bytes: number) => void,
): Promise<void> {
  // Level 1: three times quicker than the default for a tenth more bytes; dumps of PostgreSQL are compressed already.
  const gzip = createGzip({ level: 1 })
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
  if (sealing)
    await pipeline(
      tarOf(content, onBytes),
      gzip,
      source => seal(source as AsyncIterable<Buffer>, sealing.passphrase, sealing.salt),
      file,
    )
  else await pipeline(tarOf(content, onBytes), gzip, file)
}

async function* tarOf({ manifest, files }: ArchiveContent, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  const seconds = Math.floor(Date.parse(manifest.madeAt) / 1000)
  const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`)
  yield tarHeader(MANIFEST, text.length, seconds)
  yield Buffer.concat([text, Buffer.alloc(tarPadding(text.length))])
  let written = 0
  for (const { name, bytes } of manifest.parts) {
    yield tarHeader(name, bytes, seconds)
    let read = 0
    for await (const chunk of createReadStream(files.get(name) ?? '', { highWaterMark: 1024 * 1024 })) {
      read += chunk.length
      written += chunk.length
      yield chunk as Buffer
      onBytes(written)
    }
    if (read !== bytes) throw new Error(`The part ${name} of the backup changed while it was written`)
    yield Buffer.alloc(tarPadding(bytes))
  }
  yield Buffer.alloc(TAR_END)
}
