import { createHash } from 'node:crypto'
import { readdirSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

const PREFIX = `moat-rows-${shortHash(hostname())}-`

/** Where rows of an import wait that are too many for memory; removed at its end. */
export const waitingRows = ({ uid }: { readonly uid: string }): string =>
  join(tmpdir(), `${PREFIX}${process.pid}-${createHash('sha256').update(uid).digest('hex')}`)

/**
 * Removes the rows that imports of processes left behind which were killed on this machine (by its name: processes of two
 * containers may have one number). Those of a number that has been given to another process since stay.
 */
export function removeLeftRows(folder = tmpdir()): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(PREFIX)) continue
    const pid = Number(name.slice(PREFIX.length).split('-')[0])
    if (Number.isSafeInteger(pid) && pid > 0 && isGone(pid)) remove(join(folder, name))
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch {
    // Another user's: theirs to remove, and no reason to import nothing.
  }
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    // Another answer, as that it is somebody else's, means that it is there.
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
