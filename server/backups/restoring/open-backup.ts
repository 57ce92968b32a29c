import { mkdir } from 'node:fs/promises'
import { migrations } from '../../db/database.ts'
import type { Manifest } from '../archive/manifest.ts'
import { readArchive } from '../archive/read-archive.ts'
import { BackupProblem } from '../backup-problem.ts'

/** Unpacks a backup into a new folder, and refuses one that a newer version of the product made. */
export async function openBackup(file: string, passphrase: string | null, folder: string): Promise<Manifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const manifest = await readArchive(file, passphrase, folder)
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = manifest.migrations.filter(name => !known.has(name))
  if (unknown.length > 0)
    throw new BackupProblem(
      `Restoring: the backup was made by version ${manifest.product}, whose tables are newer than this version knows (${unknown.join(', ')}); install that version first`,
    )
  return manifest
}
