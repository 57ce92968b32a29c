import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { OfficeSource } from './office-script.ts'

const addin = fileURLToPath(new URL('..', import.meta.url))
export const dist = join(addin, 'dist')
/** Name of the file in a build that says what it is. */
export const STAMP = 'build.json'

/** What a build says of itself; the server reads `officeScript` only. */
export interface BuildStamp {
  readonly officeScript: OfficeSource
  /** Hash of everything that it was made from. */
  readonly inputs: string
  /** Names in bundle/ of this build and the ones before it, the newest first. */
  readonly bundles: readonly (readonly string[])[]
}

/** Of the build that there is; null: none that was finished. */
export function builtStamp(): BuildStamp | null {
  try {
    return JSON.parse(readFileSync(join(dist, STAMP), 'utf8')) as BuildStamp
  } catch {
    return null
  }
}

/** Of all sources of the add-in and the versions of what they import. */
export function inputsHash(): string {
  const hash = createHash('sha256')
  const names = readdirSync(addin, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(name => !name.startsWith(dist))
  for (const name of [...names.sort(), join(addin, '../package-lock.json')])
    hash
      .update(`${name.slice(addin.length)}\0`)
      .update(readFileSync(name))
      .update('\0')
  return hash.digest('base64url')
}
