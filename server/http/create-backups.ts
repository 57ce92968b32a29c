import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { createScheduledBackups, type ScheduledBackups } from '../backups/scheduled/create-scheduled-backups.ts'
import { type Config, databaseLocation } from '../config.ts'
import type { Log } from '../log.ts'
import { productVersion } from './pages/product-version.ts'
import { newUid } from './request-context.ts'
import { sleep } from './sleep.ts'

/** What makes the backups of a configuration once it is started; null: it asks for none. */
export function createBackups(config: Config, log: Log, clock: () => number): ScheduledBackups | null {
  if (config.backupDir === null) return null
  return createScheduledBackups({
    ...{ folder: resolve(config.backupDir), every: config.backupEvery, keep: config.backupKeep },
    ...{ uid: newUid(), now: clock, sleep },
    request: (out, now) => ({
      ...{ location: databaseLocation(config), keysOf: config.dataDir, out, passphrase: config.backupPassphrase },
      ...{ salt: randomBytes(16), uid: newUid(), now, product: productVersion() },
    }),
    report: what =>
      'made' in what ? log.info(what, 'a backup was made') : log.error({ err: what.failed }, 'no backup was made'),
  })
}
