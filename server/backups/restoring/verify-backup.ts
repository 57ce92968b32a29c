import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BackupProblem } from '../backup-problem.ts'
import { connectPostgres } from '../postgres-connection.ts'
import type { CheckedBackup } from './check-restored.ts'
import { openBackup } from './open-backup.ts'
import { preparedPostgres } from './prepared-postgres.ts'
import { preparedSqlite } from './prepared-sqlite.ts'
import type { RestoreProgress } from './restore-request.ts'

export interface VerifyRequest {
  readonly backup: string
  readonly passphrase: string | null
  /** A server on which a database may be made for a while; null: backups of PostgreSQL cannot be verified. */
  readonly databaseUrl: string | null
  readonly uid: string
}

/** Restores a backup in a place of its own, checks everything there, and leaves nothing of it. */
export async function verifyBackup(
  { backup, passphrase, databaseUrl, uid }: VerifyRequest,
  progress: RestoreProgress,
): Promise<CheckedBackup> {
  const folder = await mkdtemp(join(tmpdir(), 'moatmetrics-verify-'))
  try {
    progress('Unpacking and comparing hashes')
    const manifest = await openBackup(backup, passphrase, folder)
    progress('Restoring in a place of its own; checking the database, its audit logs and rollups')
    if (manifest.dialect === 'sqlite') return (await preparedSqlite(folder, manifest, null)).checked
    if (databaseUrl === null)
      throw new BackupProblem(
        'Verifying the backup: it is of a PostgreSQL database; set DATABASE_URL to a server on which a database may be made for a while',
      )
    return await inDatabaseOfItsOwn(
      databaseUrl,
      uid,
      async url => (await preparedPostgres(folder, manifest, url, null)).checked,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function inDatabaseOfItsOwn<T>(url: string, uid: string, work: (url: string) => Promise<T>): Promise<T> {
  const name = `moatmetrics_verify_${uid.replaceAll('-', '')}`
  const client = await connectPostgres(url, 'Verifying the backup')
  try {
    await client.query(`create database ${name}`).catch((error: Error) => {
      throw new BackupProblem(
        `Verifying the backup: a database for it cannot be made (${error.message}); give the role CREATEDB, or set DATABASE_URL to a server where it has it`,
      )
    })
    try {
      const place = new URL(url)
      place.pathname = `/${name}`
      return await work(place.href)
    } finally {
      await client.query(`drop database if exists ${name} with (force)`)
    }
  } finally {
    await client.end()
  }
}
