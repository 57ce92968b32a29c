import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { verifyBackup } from '../backups/restoring/verify-backup.ts'
import { processConfig } from '../config.ts'
import { runBackupCommand } from './run-backup-command.ts'
import { UsageError } from './usage-error.ts'

const usage = `npm run --silent backup:verify -- FILE

Restores a backup in a temporary place (TMPDIR, or a new database on the server of DATABASE_URL), checks hashes, integrity,
audit logs up to the recorded heads and rollups against rows, removes it again, and prints one JSON object.`

await runBackupCommand(usage, async (args, step) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { help: { type: 'boolean' } },
    allowPositionals: true,
  })
  if (values.help) return null
  const [backup, ...more] = positionals
  if (backup === undefined || more.length > 0) throw new UsageError('Verifying: name one backup file')
  const { backupPassphrase: passphrase, databaseUrl } = processConfig()
  const checked = await verifyBackup({ backup: resolve(backup), passphrase, databaseUrl, uid: randomUUID() }, step)
  return { valid: true, ...checked }
})
