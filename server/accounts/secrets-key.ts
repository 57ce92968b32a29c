import { readKeyFile } from './key-file.ts'
import type { Randomness } from './randomness.ts'

/**
 * The key that seals secrets which must be read again, such as those of second factors. Where the file is lost they
 * cannot be: people sign in with a backup code and set their second factor up anew, or have it removed by
 * `npm run admin -- remove-second-factor`. So it belongs into the backup, apart from the database.
 */
export const readSecretsKey = (dataDir: string, random: Randomness): Promise<Uint8Array> =>
  readKeyFile(dataDir, { name: 'secrets.key', meaning: 'the key of stored secrets' }, random)
