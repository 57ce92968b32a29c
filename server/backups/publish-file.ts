import { link, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { BackupProblem } from './backup-problem.ts'

/** Gives a finished file its name. What is there already is never written over: then it throws, and the file is gone. */
export async function publishFile(temporary: string, path: string): Promise<void> {
  try {
    // A link fails where something is, a rename would replace it.
    await link(temporary, path)
    await rm(temporary)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') {
      await rm(temporary, { force: true })
      throw new BackupProblem(`Making the backup: ${path} exists already; name another file`)
    }
    // Some file systems (FAT, some network shares) have no links.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error
    await rename(temporary, path)
  }
  await syncFolder(dirname(path))
}

/** Writes names of a folder to the disk; Windows has no such thing. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path).catch(() => null)
  await folder?.sync().catch(() => undefined)
  await folder?.close()
}
