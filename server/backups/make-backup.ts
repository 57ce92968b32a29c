import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { DatabaseLocation } from '../db/database.ts'
import { type BackupPart, DATABASE_PARTS, FORMAT, type Manifest } from './archive/manifest.ts'
import { readArchive } from './archive/read-archive.ts'
import { writeArchive } from './archive/write-archive.ts'
import { BackupProblem } from './backup-problem.ts'
import { keyFiles } from './key-files.ts'
import { publishFile } from './publish-file.ts'
import { snapshotPostgres } from './snapshot-postgres.ts'
import { snapshotSqlite } from './snapshot-sqlite.ts'

export interface BackupRequest {
  readonly location: DatabaseLocation
  /** Where the keys are; null leaves them out. */
  readonly keysOf: string | null
  /** The file to make; it must not exist. */
  readonly out: string
  /** Encrypts the file; null: it is not. */
  readonly passphrase: string | null
  /** 16 random bytes, and a random name: nobody else uses them. */
  readonly salt: Buffer
  readonly uid: string
  /** Milliseconds since 1970. */
  readonly now: number
  readonly product: string
}

export interface MadeBackup {
  readonly file: string
  readonly bytes: number
  readonly encrypted: boolean
  readonly manifest: Manifest
}

/** How far a backup is: what is done, bytes done and bytes in all (0: not known yet). */
export type BackupProgress = (step: string, done: number, total: number) => void

/**
 * Makes a backup of a database that may be in use. It is written beside its place under another name, read again and
 * compared with its hashes, and only then gets its name: under that there is never half a backup.
 */
export async function makeBackup(request: BackupRequest, progress: BackupProgress): Promise<MadeBackup> {
  const { out, passphrase, salt, uid } = request
  const folder = dirname(out)
  if (await stat(out).catch(() => null))
    throw new BackupProblem(`Making the backup: ${out} exists already; name another file`)
  const work = join(folder, `.moatmetrics-${uid}.making`)
  const temporary = join(folder, `.moatmetrics-${uid}.part`)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await mkdir(work, { mode: 0o700 })
    progress('Copying the database', 0, 0)
    const { manifest, files } = await collect(request, work)
    const total = manifest.parts.reduce((sum, { bytes }) => sum + bytes, 0)
    const sealing = passphrase === null ? null : { passphrase, salt }
    await writeArchive(temporary, { manifest, files }, sealing, done => progress('Writing the backup', done, total))
    progress('Reading it again', 0, 0)
    await readArchive(temporary, passphrase, null)
    const { size } = await stat(temporary)
    await publishFile(temporary, out)
    return { file: out, bytes: size, encrypted: passphrase !== null, manifest }
  } catch (error) {
    throw explained(error as NodeJS.ErrnoException, folder)
  } finally {
    await rm(work, { recursive: true, force: true }).catch(() => undefined)
    await rm(temporary, { force: true }).catch(() => undefined)
  }
}

/** The parts of a backup as files, and what the manifest says of them. */
async function collect({ location, keysOf, now, product }: BackupRequest, work: string) {
  const dialect = 'url' in location ? ('postgresql' as const) : ('sqlite' as const)
  const name = DATABASE_PARTS[dialect]
  const copy = join(work, name)
  // The keys first: one that is made meanwhile opens nothing of what is copied after it.
  const keys = keysOf === null ? [] : [...(await keyFiles(keysOf))].map(([key, path]) => [`keys/${key}`, path] as const)
  const facts =
    'url' in location ? await snapshotPostgres(location.url, copy) : await snapshotSqlite(location.file, copy)
  const files = new Map<string, string>([...keys, [name, copy]])
  const parts: BackupPart[] = []
  for (const [part, path] of files) parts.push(await partOf(part, path))
  const manifest: Manifest = {
    ...{ format: FORMAT, product, madeAt: new Date(now).toISOString(), dialect },
    ...{ migrations: facts.migrations, parts, organizations: facts.organizations, rows: facts.rows },
  }
  return { manifest, files }
}

async function partOf(name: string, path: string): Promise<BackupPart> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    hash.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
  }
  return { name, bytes, sha256: hash.digest('hex') }
}

function explained(error: NodeJS.ErrnoException, folder: string): Error {
  const reason = reasons[error.code ?? '']
  return reason ? new BackupProblem(`Making the backup: ${reason} (${folder})`) : error
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; free as much as the database takes, and half of that again',
  SQLITE_FULL: 'the disk is full; free as much as the database takes, and half of that again',
  EACCES: 'the folder may not be written to; check who owns it',
  EPERM: 'the folder may not be written to; check who owns it',
  EROFS: 'the folder is read-only; name another one',
  SQLITE_CANTOPEN: 'the database cannot be opened; check who owns it',
  SQLITE_NOTADB: 'the database is damaged; restore a backup from before',
  SQLITE_CORRUPT: 'the database is damaged; restore a backup from before',
}
