import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Backups that the server made by itself; those that people put beside them have other names, and stay. */
const OURS = /^moatmetrics-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}Z\.moatbackup$/
const LEFT = /^\.moatmetrics-[0-9a-f-]{36}\.(?:making|part)$/

/** The backup of the slot that begins at this instant. Its name keeps two processes from making it twice. */
export const slotFile = (folder: string, slot: number): string =>
  join(folder, `moatmetrics-${new Date(slot).toISOString().slice(0, 16).replace(':', '-')}Z.moatbackup`)

async function named(folder: string, pattern: RegExp): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names.filter(name => pattern.test(name)).sort()
}

/** When the newest backup was made, in milliseconds since 1970; null: there is none. What has its name is whole. */
export async function newestBackupAt(folder: string): Promise<number | null> {
  const last = (await named(folder, OURS)).at(-1)
  return last === undefined ? null : (await stat(join(folder, last))).mtimeMs
}

/** Removes all but the newest so many; answers the names of those that are gone. */
export async function pruneBackups(folder: string, keep: number): Promise<readonly string[]> {
  const old = (await named(folder, OURS)).slice(0, -keep)
  for (const name of old) await rm(join(folder, name))
  return old
}

/** Removes what a process left that was killed while it made one. Call it where no other process makes one. */
export async function removeLeft(folder: string): Promise<void> {
  for (const name of await named(folder, LEFT)) await rm(join(folder, name), { recursive: true, force: true })
}
