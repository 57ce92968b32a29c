import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes the embedded database's file before SQLite does, readable by its owner only whatever the umask is; the files
 * beside it (-wal, -shm) take their mode from it. Those that others left readable are closed. Failures are left to
 * SQLite, which meets them next and names them.
 */
export function preparePrivateFile(file: string): string {
  if (file === ':memory:') return file
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 })
  } catch {
    for (const path of [file, `${file}-wal`, `${file}-shm`]) closeToOthers(path)
  }
  return file
}

function closeToOthers(path: string): void {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0
  if ((mode & 0o077) === 0) return
  try {
    chmodSync(path, mode & 0o700)
  } catch {
    // It is somebody else's: the server says so in its log when it starts.
  }
}
