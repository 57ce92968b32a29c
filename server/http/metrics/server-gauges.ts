import { stat } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Config } from '../../config.ts'
import { databaseLocation } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import { withoutTenant } from '../../db/row-level-security/tenant-scope.ts'
import { dbOf } from '../../db/tables.ts'
import { productVersion } from '../pages/product-version.ts'
import type { Metrics } from './metrics.ts'

export interface Measured {
  readonly database: Database
  readonly config: Config
  /** When the newest good backup was made, in milliseconds since 1970; null: none is known. */
  readonly lastBackupAt: () => Promise<number | null>
  readonly clock: () => number
}

/** Values that are looked up when somebody asks. Answers the looking up. */
export function serverGauges(metrics: Metrics, { database, config, lastBackupAt, clock }: Measured) {
  const { gauge } = metrics
  gauge('moat_build_info', 'The version of the product; always 1.', ['version']).set({ version: productVersion() }, 1)
  const jobs = gauge('moat_jobs', 'Jobs that wait or run, by kind.', ['kind', 'status'])
  const late = gauge('moat_jobs_oldest_due_seconds', 'Seconds that the oldest job that is due has waited.')
  const size = gauge('moat_database_bytes', 'Size of the database, its log of changes included.')
  const backup = gauge('moat_backup_age_seconds', 'Seconds since the newest good backup; absent: none is known.')
  return async (): Promise<void> => {
    const now = clock()
    const rows = await withoutTenant('job queue', () => unfinishedJobs(database))
    jobs.reset()
    for (const { kind, status, count } of rows) jobs.set({ kind, status: status.toLowerCase() }, Number(count))
    const due = rows.filter(row => row.status === 'QUEUED').map(row => Number(row.since))
    late.set(Math.max(0, now - Math.min(now, ...due)) / 1000)
    size.set(await databaseBytes(database, config))
    const backedUp = await lastBackupAt()
    if (backedUp === null) backup.remove()
    else backup.set(Math.max(0, now - backedUp) / 1000)
  }
}

const unfinishedJobs = async (database: Database) =>
  await dbOf(database.em.fork())
    .selectFrom('job')
    .select(eb => ['kind', 'status', eb.fn.countAll().as('count'), eb.fn.min('run_at').as('since')])
    .where('status', 'in', ['QUEUED', 'RUNNING'])
    .groupBy(['kind', 'status'])
    .execute()

async function databaseBytes(database: Database, config: Config): Promise<number> {
  const location = databaseLocation(config)
  if ('file' in location) {
    const sizes = ['', '-wal'].map(async end => (await stat(location.file + end).catch(() => null))?.size ?? 0)
    return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes)
  }
  const { rows } = await sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(
    dbOf(database.em.fork()),
  )
  return Number(rows[0]?.bytes ?? 0)
}
