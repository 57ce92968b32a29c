import { randomBytes, randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import type { BackupRequest } from '../backups/make-backup.ts'
import { type Config, databaseLocation } from '../config.ts'
import { productVersion } from '../http/pages/product-version.ts'

/** What makes a backup of a configuration now. */
export const backupRequest = (
  config: Config,
  { out, withKeys, now }: { readonly out: string; readonly withKeys: boolean; readonly now: number },
): BackupRequest => ({
  ...{ location: databaseLocation(config), keysOf: withKeys ? config.dataDir : null, out: resolve(out) },
  ...{ passphrase: config.backupPassphrase, salt: randomBytes(16), uid: randomUUID(), now, product: productVersion() },
})
