import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseLocation } from '../../server/db/database.ts'
import { testDatabase } from './database.ts'

export interface ClosedDatabase extends AsyncDisposable {
  readonly location: DatabaseLocation
  /** A folder of the test's own; gone with the database. */
  readonly folder: string
}

/** Where a database can be, in the dialect this run tests. Nobody holds it open: recovery is seen as after a crash. */
export async function closedDatabase(): Promise<ClosedDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'moat-closed-'))
  const server = process.env.MOAT_TEST_DIALECT === 'postgresql' ? await testDatabase() : null
  return {
    location: server?.location ?? { file: join(folder, 'moat.sqlite') },
    folder,
    [Symbol.asyncDispose]: async () => {
      await server?.[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
