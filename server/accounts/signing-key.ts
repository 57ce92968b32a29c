import { readKeyFile } from './key-file.ts'
import type { Randomness } from './randomness.ts'

/**
 * The key that signs access tokens. Deleting the file ends every access token; sessions go on with their refresh token.
 */
export const readSigningKey = (dataDir: string, random: Randomness): Promise<Uint8Array> =>
  readKeyFile(dataDir, { name: 'signing.key', meaning: 'the signing key' }, random)
