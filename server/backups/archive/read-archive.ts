import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { BackupProblem } from '../backup-problem.ts'
import { type ByteReader, createByteReader } from './byte-reader.ts'
import { type BackupPart, FORMAT, MANIFEST, type Manifest, manifestSchema } from './manifest.ts'
import { isSealed, unseal } from './sealed.ts'
import { readTarHeader, TAR_BLOCK, TAR_END, tarPadding } from './tar.ts'

/** A manifest is some kilobytes for each organization. */
const LARGEST_MANIFEST = 64 * 1024 * 1024

/**
 * Reads a backup from its first byte to its last, compares each part with the hash of the manifest and, with a folder,
 * writes the parts there. Throws BackupProblem for what is no backup, is cut off, damaged, or sealed otherwise.
 */
export async function readArchive(path: string, passphrase: string | null, into: string | null): Promise<Manifest> {
  const sealed = isSealed(await startOf(path))
  if (sealed && passphrase === null)
    throw new BackupProblem('Reading the backup: it is encrypted; set BACKUP_PASSPHRASE to what it was made with')
  let manifest: Manifest | undefined
  const gunzip = createGunzip({ chunkSize: 256 * 1024 })
  const read = async (source: AsyncIterable<Buffer>) => {
    manifest = await readMembers(createByteReader(source), into)
  }
  try {
    if (sealed)
      await pipeline(
        createReadStream(path),
        source => unseal(source as AsyncIterable<Buffer>, passphrase ?? ''),
        gunzip,
        read,
      )
    else await pipeline(createReadStream(path), gunzip, read)
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code ?? '')
    if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR') throw damaged('its compressed content does not read')
    throw error
  }
  return manifest as Manifest
}

const damaged = (what: string) =>
  new BackupProblem(`Reading the backup: it was cut off, damaged or changed (${what}); take another backup`)

async function startOf(path: string): Promise<Buffer> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new BackupProblem(
      error.code === 'ENOENT'
        ? `Reading the backup: there is no file ${path}`
        : `Reading the backup: ${path} cannot be opened (${error.code}); check who owns it`,
    )
  })
  try {
    const start = Buffer.alloc(8)
    const { bytesRead } = await file.read(start).catch(() => ({ bytesRead: 0 }))
    if (!isSealed(start) && !(start[0] === 0x1f && start[1] === 0x8b))
      throw new BackupProblem(
        `Reading the backup: ${path} is no backup of MoatMetrics; \`npm run backup\` makes one${bytesRead === 0 ? ' (it is empty or a folder)' : ''}`,
      )
    return start
  } finally {
    await file.close()
  }
}

async function readMembers(reader: ByteReader, into: string | null): Promise<Manifest> {
  const manifest = await readManifest(reader)
  for (const part of manifest.parts) {
    const header = await nextHeader(reader)
    if (header?.name !== part.name || header.bytes !== part.bytes) throw damaged(`${part.name} does not follow`)
    await readPart(reader, part, into)
    if (!(await reader.take(tarPadding(part.bytes)))) throw damaged(`${part.name} ends early`)
  }
  const end = await reader.take(TAR_END)
  if (!end?.every(byte => byte === 0) || !(await reader.atEnd())) throw damaged('its end is not where it should be')
  return manifest
}

async function nextHeader(reader: ByteReader) {
  const block = await reader.take(TAR_BLOCK)
  const header = block && readTarHeader(block)
  if (header === 'broken') throw damaged('a header of its tar does not read')
  return header
}

async function readManifest(reader: ByteReader): Promise<Manifest> {
  const header = await nextHeader(reader)
  if (header?.name !== MANIFEST || header.bytes > LARGEST_MANIFEST)
    throw new BackupProblem(
      `Reading the backup: the file does not begin with ${MANIFEST}; \`npm run backup\` writes files that do`,
    )
  const text = await reader.take(header.bytes)
  if (!text || !(await reader.take(tarPadding(header.bytes)))) throw damaged('the manifest ends early')
  const content: unknown = parsed(text.toString())
  const { format } = (content ?? {}) as { format?: unknown }
  if (typeof format === 'string' && format.startsWith('moatmetrics-backup-') && format !== FORMAT)
    throw new BackupProblem(
      `Reading the backup: its format is ${format}, this version reads ${FORMAT}; use a newer one`,
    )
  const result = manifestSchema.safeParse(content)
  if (!result.success) throw damaged(`the manifest does not read: ${result.error.issues[0]?.path.join('.')}`)
  return result.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

async function readPart(reader: ByteReader, part: BackupPart, into: string | null): Promise<void> {
  const hash = createHash('sha256')
  const path = into === null ? null : join(into, part.name)
  if (path !== null) await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = path === null ? null : await open(path, 'wx', 0o600)
  try {
    const whole = await reader.pass(part.bytes, async chunk => {
      hash.update(chunk)
      await file?.writeFile(chunk)
    })
    if (!whole) throw damaged(`${part.name} ends early`)
    if (hash.digest('hex') !== part.sha256) throw damaged(`${part.name} has another SHA-256 than the manifest says`)
    await file?.sync()
  } finally {
    await file?.close()
  }
}
