import { parseArgs } from 'node:util'
import { makeBackup } from '../backups/make-backup.ts'
import { processConfig } from '../config.ts'
import { backupRequest } from './backup-options.ts'
import { runBackupCommand } from './run-backup-command.ts'
import { UsageError } from './usage-error.ts'

const usage = `npm run --silent backup [-- --out FILE] [--without-keys]

Makes a backup of the database of the configuration while the server runs, and prints what is in it as one JSON object.
  --out FILE      the file to make; it must not exist. Else ./moatmetrics-<now>.moatbackup
  --without-keys  leaves out the key files of DATA_DIR; keep them elsewhere: without them second factors do not open
BACKUP_PASSPHRASE encrypts it. Without one whoever has the file has the data and the keys: it is made readable by you only.`

await runBackupCommand(usage, async (args, step) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { out: { type: 'string' }, 'without-keys': { type: 'boolean' }, help: { type: 'boolean' } },
    allowPositionals: true,
  })
  if (values.help) return null
  if (positionals.length > 0)
    throw new UsageError(`Making a backup: "${positionals[0]}" means nothing; name a file with --out`)
  const now = Date.now()
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')
  const out = values.out ?? `moatmetrics-${stamp}Z.moatbackup`
  const request = backupRequest(processConfig(), { out, withKeys: !values['without-keys'], now })
  const { manifest, ...made } = await makeBackup(request, step)
  const keys = manifest.parts.filter(({ name }) => name.startsWith('keys/')).map(({ name }) => name.slice(5))
  if (keys.length > 0 && !made.encrypted)
    console.error(
      `The backup is not encrypted and holds keys (${keys.join(', ')}): keep it as you keep the data itself.`,
    )
  return { ...made, ...manifest }
})
