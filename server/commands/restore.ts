import { randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { restorePostgres } from '../backups/restoring/restore-postgres.ts'
import { restoreSqlite } from '../backups/restoring/restore-sqlite.ts'
import { type Config, processConfig } from '../config.ts'
import { runBackupCommand } from './run-backup-command.ts'
import { UsageError } from './usage-error.ts'

const usage = `npm run --silent restore -- FILE [--into FOLDER|postgres://…] [--replace] [--keep-credentials]

Restores a backup into the DATA_DIR or DATABASE_URL of the configuration, checks all of it, ends every session, open
invitation, API key and backup code in it, and prints what it found as one JSON object. Stop the server first.
  --into     another data directory, or the address of another database (keys go to DATA_DIR then)
  --replace  where a database is already: moves it aside first, never deletes it
  --keep-credentials
             API keys and backup codes stay as they are in the backup, also those that were revoked or used since
BACKUP_PASSPHRASE opens an encrypted backup.`

/** Where it goes: a folder for the embedded database, or an address. */
function placeOf(into: string | undefined, { dataDir, databaseUrl }: Config) {
  if (into === undefined) return { dataDir, url: databaseUrl }
  return /^postgres(ql)?:\/\//.test(into) ? { dataDir, url: into } : { dataDir: resolve(into), url: null }
}

await runBackupCommand(usage, async (args, step) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      into: { type: 'string' },
      replace: { type: 'boolean' },
      'keep-credentials': { type: 'boolean' },
      help: { type: 'boolean' },
    },
    allowPositionals: true,
  })
  if (values.help) return null
  const [backup, ...more] = positionals
  if (backup === undefined || more.length > 0) throw new UsageError('Restoring: name one backup file')
  const config = processConfig()
  const { dataDir, url } = placeOf(values.into, config)
  const request = {
    ...{ backup: resolve(backup), passphrase: config.backupPassphrase, dataDir, replace: values.replace ?? false },
    ...{ uid: randomUUID(), now: Date.now(), keepCredentials: values['keep-credentials'] ?? false },
  }
  const restored = await (url === null ? restoreSqlite(request, step) : restorePostgres({ ...request, url }, step))
  if (restored.keys.length === 0)
    console.error(`The backup holds no keys: put yours into ${join(dataDir, '*.key')} before the server starts.`)
  for (const { organization, apiKeys, apiKeysRevoked, people } of restored.access)
    console.error(
      `${organization}: API keys of the backup: ${apiKeys.length}, ${apiKeysRevoked ? 'revoked' : 'valid'}; people who may sign in as they could on ${restored.madeAt}: ${people.length}. Remove who left since, and reset passwords that were changed for a reason.`,
    )
  return restored
})
