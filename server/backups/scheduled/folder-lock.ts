import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface FolderLock {
  /** Says that it is still held; call it more often than every three minutes. */
  readonly touch: (now: number) => Promise<void>
  readonly release: () => Promise<void>
}

/** A holder that has not been heard of for so long was killed. */
const STALE_AFTER = 180_000

/**
 * Takes the folder for this process, whatever machine the others run on; null: one of them has it. Two that take over
 * the lock of a killed one at the same instant may both get it: then the name of the backup decides.
 */
export async function takeFolder(folder: string, uid: string, now: number): Promise<FolderLock | null> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, '.moatmetrics.lock')
  const held = await stat(path).catch(() => null)
  if (held && now - held.mtimeMs < STALE_AFTER) return null
  if (held) {
    const aside = `${path}-${uid}`
    await rename(path, aside).catch(() => undefined)
    await rm(aside, { force: true })
  }
  try {
    await writeFile(path, uid, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null
    throw error
  }
  const touch = (at: number) => utimes(path, at / 1000, at / 1000)
  await touch(now)
  return {
    touch: at => touch(at).catch(() => undefined),
    release: async () => {
      if ((await readFile(path, 'utf8').catch(() => '')) === uid) await rm(path, { force: true })
    },
  }
}
