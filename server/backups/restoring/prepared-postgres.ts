import { join } from 'node:path'
import { openDatabase } from '../../db/database.ts'
import { withoutTenant } from '../../db/row-level-security/tenant-scope.ts'
import { DATABASE_PARTS, type Manifest } from '../archive/manifest.ts'
import { factDifferences } from '../facts.ts'
import { connectPostgres, postgresEnvironment, postgresFacts } from '../postgres-connection.ts'
import { runProgram } from '../run-program.ts'
import { checkRestored, refuseDifferences } from './check-restored.ts'
import { type EndingAccess, endAccess } from './end-access.ts'
import type { PreparedDatabase } from './prepared-sqlite.ts'

/** Loads the dump of an unpacked backup into an empty database, all or nothing, checks it and brings it up to date. */
export async function preparedPostgres(
  folder: string,
  manifest: Manifest,
  url: string,
  ending: EndingAccess | null,
): Promise<PreparedDatabase> {
  const args = ['--single-transaction', '--exit-on-error', '--schema=public', '--no-owner', '--no-privileges']
  const environment = postgresEnvironment(url)
  await runProgram(
    'pg_restore',
    [...args, `--dbname=${environment.PGDATABASE}`, join(folder, DATABASE_PARTS.postgresql)],
    environment,
    'Restoring',
  )
  const client = await connectPostgres(url, 'Restoring')
  try {
    refuseDifferences(factDifferences(manifest, await postgresFacts(client)))
  } finally {
    await client.end()
  }
  const database = await openDatabase({ url })
  try {
    return await withoutTenant('backup', async () => ({
      checked: await checkRestored(database, manifest),
      access: ending && (await endAccess(database, manifest, ending)),
    }))
  } finally {
    await database.close(true)
  }
}
