import { existsSync, statSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Manifest } from '../archive/manifest.ts'
import { BackupProblem } from '../backup-problem.ts'
import { publishFile, syncFolder } from '../publish-file.ts'
import { openBackup } from './open-backup.ts'
import { checkKeys, moveKeysAside, placeKeys } from './place-keys.ts'
import { preparedSqlite } from './prepared-sqlite.ts'
import { asideName, type Restored, type RestoreProgress, type RestoreRequest } from './restore-request.ts'

/**
 * Restores a backup of the embedded database into a data directory. All is unpacked, checked and brought up to date
 * beside its place; what is there is touched only then.
 */
export async function restoreSqlite(request: RestoreRequest, progress: RestoreProgress): Promise<Restored> {
  const { backup, passphrase, dataDir, replace, uid, now } = request
  const place = join(dataDir, 'moat.sqlite')
  const occupied = (statSync(place, { throwIfNoEntry: false })?.size ?? 0) > 0
  if (occupied && !replace)
    throw new BackupProblem(
      `Restoring: ${place} holds a database already; --replace moves it aside, --into FOLDER restores elsewhere`,
    )
  const folder = join(dataDir, `.moatmetrics-${uid}.restoring`)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  try {
    progress('Unpacking and comparing hashes')
    const manifest = await openBackup(backup, passphrase, folder)
    refuseDialect(manifest)
    if (!replace) await checkKeys(folder, manifest, dataDir)
    progress('Checking the database, its audit logs and rollups')
    const { file, ...prepared } = await preparedSqlite(folder, manifest, request)
    await synced(file)
    const movedAside = replace ? await moveAside(manifest, dataDir, now) : null
    // An empty file that a command left there.
    await rm(place, { force: true })
    await publishFile(file, place)
    const keys = await placeKeys(folder, manifest, dataDir)
    return { ...prepared.checked, into: place, keys, access: prepared.access ?? [], movedAside }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function refuseDialect({ dialect }: Manifest): void {
  if (dialect !== 'sqlite')
    throw new BackupProblem(
      'Restoring: the backup is of a PostgreSQL database; set DATABASE_URL, or name the address of an empty one with --into',
    )
}

/** Moves the database of a data directory, and the keys that others come for, into a folder in it. */
async function moveAside(manifest: Manifest, dataDir: string, now: number): Promise<string | null> {
  const place = join(dataDir, 'moat.sqlite')
  const aside = join(dataDir, asideName(now))
  if (existsSync(place)) await refuseWhileUsed(place)
  for (const path of [place, `${place}-wal`, `${place}-shm`].filter(each => existsSync(each))) {
    await mkdir(aside, { recursive: true, mode: 0o700 })
    await rename(path, join(aside, basename(path)))
  }
  await moveKeysAside(manifest, dataDir, aside)
  if (!existsSync(aside)) return null
  await syncFolder(aside)
  return aside
}

/** Leaving WAL needs the database for oneself; it also takes what is in the -wal file into the database. */
async function refuseWhileUsed(place: string): Promise<void> {
  try {
    const db = new Sqlite(place, { timeout: 1000 })
    try {
      db.pragma('journal_mode = delete')
    } finally {
      db.close()
    }
  } catch (error) {
    const { code } = error as { code?: string }
    if (code?.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED')
      throw new BackupProblem(`Restoring: a server still uses ${place}; stop it first`)
    // A damaged database is moved aside as it is, with its -wal file.
    if (code !== 'SQLITE_NOTADB' && code !== 'SQLITE_CORRUPT') throw error
  }
}

async function synced(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.chmod(0o600)
  await handle.sync()
  await handle.close()
}
