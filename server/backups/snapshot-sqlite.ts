import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import Sqlite from 'better-sqlite3'
import { BackupProblem } from './backup-problem.ts'
import type { Facts } from './facts.ts'
import { sqliteFacts } from './sqlite-facts.ts'

/**
 * Copies a database that is in use, as it is at one instant, and answers what is in the copy. Blocks its thread: call it
 * where nobody waits.
 *
 * VACUUM INTO reads in one transaction, so that writers go on (WAL). SQLite's page-wise backup starts over with every
 * commit of another connection: with one every 5 ms a copy of 180 MB had not ended after a minute. In one step it
 * takes 1.0 s where VACUUM INTO takes 1.6; commits meanwhile were as quick with either (p99 6 to 22 and 9 to 11 ms, 8
 * without any). VACUUM INTO leaves out free pages, where what was erased may still stand, and that decides.
 */
export async function snapshotSqlite(file: string, copy: string): Promise<Facts> {
  if (!existsSync(file))
    throw new BackupProblem(
      `Making the backup: there is no database ${file}; set DATA_DIR as the server has it, or DATABASE_URL`,
    )
  // Made first, so that nobody else can read it for a moment. VACUUM INTO takes an empty file.
  await writeFile(copy, '', { mode: 0o600, flag: 'wx' })
  const source = new Sqlite(file, { fileMustExist: true, timeout: 60_000 })
  try {
    source.prepare('vacuum into ?').run(copy)
  } finally {
    source.close()
  }
  const made = new Sqlite(copy, { readonly: true })
  try {
    return await sqliteFacts(made)
  } finally {
    made.close()
  }
}
