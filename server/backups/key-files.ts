import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** The files of a data directory that hold keys, by their names. */
export async function keyFiles(dataDir: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(dataDir, { withFileTypes: true }).catch(() => [])
  const names = entries.filter(entry => entry.isFile() && KEY_FILE.test(entry.name)).map(({ name }) => name)
  return new Map(names.sort().map(name => [name, join(dataDir, name)]))
}

export const KEY_FILE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.key$/
