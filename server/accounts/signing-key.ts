import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Randomness } from './randomness.ts'

/**
 * The key that signs access tokens: 256 random bits in the data directory, readable by the owner only, made on the
 * first start. There is no default. Deleting the file ends every access token; sessions go on with their refresh token.
 */
export async function readSigningKey(dataDir: string, random: Randomness): Promise<Uint8Array> {
  const file = join(dataDir, 'signing.key')
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  // Two processes may start at once: the file is made by one of them (wx) and read by both.
  await writeFile(file, random(32).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch(error => {
    if (error.code !== 'EEXIST') throw error
  })
  const key = Buffer.from((await readFile(file, 'utf8')).trim(), 'base64url')
  if (key.length < 32)
    throw new Error(`Reading the signing key: ${file} holds fewer than 256 bits; delete it to start anew`)
  return key
}
