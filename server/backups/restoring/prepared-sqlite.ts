import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { openDatabase } from '../../db/database.ts'
import { withoutTenant } from '../../db/row-level-security/tenant-scope.ts'
import { DATABASE_PARTS, type Manifest } from '../archive/manifest.ts'
import { BackupProblem } from '../backup-problem.ts'
import { factDifferences } from '../facts.ts'
import { sqliteFacts } from '../sqlite-facts.ts'
import { type CheckedBackup, checkRestored, refuseDifferences } from './check-restored.ts'
import { type EndingAccess, endAccess, type RestoredAccess } from './end-access.ts'

export interface PreparedDatabase {
  readonly checked: CheckedBackup
  /** Null: it was left as it is, the database was only looked at. */
  readonly access: readonly RestoredAccess[] | null
}

/**
 * Checks the database of an unpacked backup and brings its tables up to date, where it lies.
 * @param ending ends what opened it; null: only looks
 */
export async function preparedSqlite(folder: string, manifest: Manifest, ending: EndingAccess | null) {
  const file = join(folder, 'moat.sqlite')
  await rename(join(folder, DATABASE_PARTS.sqlite), file)
  await lookedThrough(file, manifest)
  const database = await openDatabase({ file })
  try {
    return await withoutTenant('backup', async (): Promise<PreparedDatabase & { file: string }> => {
      const checked = await checkRestored(database, manifest)
      return { file, checked, access: ending && (await endAccess(database, manifest, ending)) }
    })
  } finally {
    // The last connection takes the -wal file into the database and removes it.
    await database.close(true)
  }
}

/** SQLite's own check of every page and index, and that the content is the manifest's. */
async function lookedThrough(file: string, manifest: Manifest): Promise<void> {
  const db = new Sqlite(file, { readonly: true })
  try {
    const integrity = db.pragma('integrity_check', { simple: true })
    if (integrity !== 'ok')
      throw new BackupProblem(
        `Checking the backup: SQLite finds the database damaged (${integrity}); take another backup`,
      )
    const broken = db.pragma('foreign_key_check') as readonly unknown[]
    if (broken.length > 0)
      throw new BackupProblem(`Checking the backup: ${broken.length} rows refer to rows that are not there`)
    refuseDifferences(factDifferences(manifest, await sqliteFacts(db)))
  } finally {
    db.close()
  }
}
