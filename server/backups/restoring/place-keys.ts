import { chmod, mkdir, readFile, rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Manifest } from '../archive/manifest.ts'
import { BackupProblem } from '../backup-problem.ts'
import { keyFiles } from '../key-files.ts'
import { syncFolder } from '../publish-file.ts'

const keysOf = (manifest: Manifest) => manifest.parts.map(({ name }) => name).filter(name => name.startsWith('keys/'))

/** Refuses where a key of the backup would take the place of another one. */
export async function checkKeys(folder: string, manifest: Manifest, dataDir: string): Promise<void> {
  for (const name of keysOf(manifest)) {
    const there = await readFile(join(dataDir, basename(name))).catch(() => null)
    if (there && !there.equals(await readFile(join(folder, name))))
      throw new BackupProblem(
        `Restoring: ${join(dataDir, basename(name))} is another key than the backup’s; --replace moves it aside`,
      )
  }
}

/** Moves the keys that the backup's will take the place of into a folder; those it does not bring stay. */
export async function moveKeysAside(manifest: Manifest, dataDir: string, aside: string): Promise<void> {
  const there = await keyFiles(dataDir)
  for (const name of keysOf(manifest).map(key => basename(key))) {
    const path = there.get(name)
    if (path === undefined) continue
    await mkdir(aside, { recursive: true, mode: 0o700 })
    await rename(path, join(aside, name))
  }
}

/** Puts the keys of an unpacked backup where the server reads them; answers their names. */
export async function placeKeys(folder: string, manifest: Manifest, dataDir: string): Promise<readonly string[]> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const names = keysOf(manifest)
  for (const name of names) {
    await chmod(join(folder, name), 0o600)
    await rename(join(folder, name), join(dataDir, basename(name)))
  }
  await syncFolder(dataDir)
  return names.map(name => basename(name))
}
