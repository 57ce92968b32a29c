import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../log.ts'

/** What the product keeps in a data directory, files and folders. */
const OURS = /^(?:moat\.sqlite(?:-wal|-shm)?|[A-Za-z0-9._-]+\.key|uploads|sample|certificates|before-restore-.*)$/

/**
 * Closes a data directory and what the product keeps in it to other users of the machine, and says in the log what stood
 * open: it may have been copied there by a person, or made by a version or a umask that left it so. A folder that holds
 * none of it (or is everybody's, as /tmp is) is somebody else's and stays as it is.
 */
export function closeDataDir(dataDir: string, log: Log): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  // Windows has other permissions than these.
  if (process.platform === 'win32') return
  const entries = readdirSync(dataDir)
  const ours = entries.filter(name => OURS.test(name)).map(name => join(dataDir, name))
  const everybodys = (statSync(dataDir).mode & 0o1000) !== 0
  const own = !everybodys && (entries.length === 0 || ours.length > 0)
  const [closed, open] = [[] as string[], [] as string[]]
  for (const path of [dataDir, ...ours]) {
    const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0
    if ((mode & 0o077) === 0) continue
    const done = (path !== dataDir || own) && closes(path, mode)
    ;(done ? closed : open).push(path)
  }
  if (closed.length > 0)
    log.warn({ paths: closed }, 'other users of this machine could read the data; it is closed to them now')
  if (open.length > 0)
    log.warn({ paths: open }, 'other users of this machine can read the data: close it to them (chmod go=)')
}

function closes(path: string, mode: number): boolean {
  try {
    chmodSync(path, mode & 0o700)
    return true
  } catch {
    return false
  }
}
