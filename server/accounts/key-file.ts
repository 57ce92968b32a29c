import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Randomness } from './randomness.ts'

/**
 * A key of 256 random bits in a file of its own in the data directory, readable by the owner only, made when it is
 * first asked for. There is no default.
 */
export async function readKeyFile(
  dataDir: string,
  { name, meaning }: { readonly name: string; readonly meaning: string },
  random: Randomness,
): Promise<Uint8Array> {
  const file = join(dataDir, name)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  // Two processes may start at once: the file is made by one of them (wx) and read by both.
  await writeFile(file, random(32).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch(error => {
    if (error.code !== 'EEXIST') throw error
  })
  const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64url')
  if (key.length < 32) throw new Error(`Reading ${meaning}: ${file} holds fewer than 256 bits; delete it to start anew`)
  return key
}
