import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { BackupProblem } from '../backup-problem.ts'
import { connectPostgres, tablesOf } from '../postgres-connection.ts'
import { openBackup } from './open-backup.ts'
import { checkKeys, moveKeysAside, placeKeys } from './place-keys.ts'
import { preparedPostgres } from './prepared-postgres.ts'
import { asideName, type Restored, type RestoreProgress, type RestoreRequest } from './restore-request.ts'

/**
 * Restores a backup of PostgreSQL into the public schema of a database. What is there is moved into a schema of another
 * name, and comes back when the restored data does not pass its checks.
 */
export async function restorePostgres(
  request: RestoreRequest & { readonly url: string },
  progress: RestoreProgress,
): Promise<Restored> {
  const { backup, passphrase, url, dataDir, replace, now } = request
  const folder = await mkdtemp(join(tmpdir(), 'moatmetrics-restore-'))
  const client = await connectPostgres(url, 'Restoring')
  try {
    const occupied = await refuseOccupied(client, replace)
    progress('Unpacking and comparing hashes')
    const manifest = await openBackup(backup, passphrase, folder)
    if (manifest.dialect !== 'postgresql')
      throw new BackupProblem(
        'Restoring: the backup is of the embedded database (SQLite); leave DATABASE_URL unset, or name a folder with --into',
      )
    if (!replace) await checkKeys(folder, manifest, dataDir)
    const aside = occupied ? asideName(now).replaceAll('-', '_').toLowerCase() : null
    if (aside !== null) await client.query(`alter schema public rename to ${aside}; create schema public`)
    progress('Loading, then checking the database, its audit logs and rollups')
    const prepared = await preparedPostgres(folder, manifest, url, request).catch(async error => {
      await client.query('drop schema public cascade')
      await client.query(aside === null ? 'create schema public' : `alter schema ${aside} rename to public`)
      throw error
    })
    if (replace) await moveKeysAside(manifest, dataDir, join(dataDir, asideName(now)))
    const keys = await placeKeys(folder, manifest, dataDir)
    const into = `PostgreSQL, database ${client.database}`
    const movedAside = aside === null ? null : `schema ${aside}`
    return { ...prepared.checked, into, keys, access: prepared.access ?? [], movedAside }
  } finally {
    await client.end()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Whether something is there; refuses that without `replace`, and while servers use it. */
async function refuseOccupied(client: pg.Client, replace: boolean): Promise<boolean> {
  const tables = await tablesOf(client)
  if (tables.length > 0 && !replace)
    throw new BackupProblem(
      `Restoring: the database ${client.database} holds tables already (${tables.slice(0, 3).join(', ')}…); --replace moves them into a schema of another name, --into names an empty database`,
    )
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
  )
  if (tables.length > 0 && (rows[0]?.n ?? 0) > 0)
    throw new BackupProblem(
      `Restoring: ${rows[0]?.n} connections still use the database ${client.database}; stop the servers first`,
    )
  return tables.length > 0
}
