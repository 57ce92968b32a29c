import { randomBytes, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createOrganization } from '../../server/accounts/create-organization.ts'
import { createUser } from '../../server/accounts/create-user.ts'
import { type MadeBackup, makeBackup } from '../../server/backups/make-backup.ts'
import { restorePostgres } from '../../server/backups/restoring/restore-postgres.ts'
import type { Restored } from '../../server/backups/restoring/restore-request.ts'
import { restoreSqlite } from '../../server/backups/restoring/restore-sqlite.ts'
import { verifyBackup } from '../../server/backups/restoring/verify-backup.ts'
import { type DatabaseLocation, openDatabase } from '../../server/db/database.ts'
import { dbOf } from '../../server/db/tables.ts'
import { createWriteGate } from '../../server/db/write-gate.ts'
import { createImports } from '../../server/snapshots/create-imports.ts'
import { emptyDatabase } from '../support/empty-database.ts'
import { fileRequest, snapshotOf } from '../support/imports.ts'

export interface Firm extends AsyncDisposable {
  readonly location: DatabaseLocation
  readonly folder: string
  readonly organizationId: number
}

/** A firm with an open session, some time logs, and a key, in a database that nobody holds open. */
export async function closedFirm(): Promise<Firm> {
  const place = await emptyDatabase()
  const { location, folder } = place
  const database = await openDatabase(location, { scope: () => 'every' })
  const imports = createImports({
    ...{
      location,
      limits: { maxBytes: 1e9, maxRows: 1e6, minQuality: 0 },
      writeGate: createWriteGate(),
      now: Date.now,
    },
  })
  try {
    const db = dbOf(database.em.fork())
    const organizationId = await createOrganization(db, { name: 'North', baseCurrency: 'USD', fiscalYearStart: 1 }, 0)
    const user = { email: 'ann@north.example', name: 'Ann', role: 'ANALYST', passwordHash: 'none' } as const
    const { userId } = await createUser(db, organizationId, user, 0)
    const session = {
      id: 'session-1',
      user_id: userId,
      refresh_hash: 'hash',
      rotation: 0,
      created_at: 0,
      revoked_at: null,
    }
    await db
      .insertInto('session')
      .values({ ...session, organization_id: organizationId, expires_at: Date.now() + 1e9 } as never)
      .execute()
    const by = { organizationId, userId, role: 'ANALYST' } as const
    for (const month of [1, 2]) {
      const request = fileRequest(by, 'time_logs', timeLogs(month), { createMissingClients: true })
      snapshotOf(await imports.start(request).done)
    }
    writeFileSync(join(folder, 'signing.key'), randomBytes(32).toString('base64url'), { mode: 0o600 })
    return { location, folder, organizationId, [Symbol.asyncDispose]: () => place[Symbol.asyncDispose]() }
  } finally {
    await imports.close()
    await database.close(true)
  }
}

const timeLogs = (month: number): string =>
  [
    'client,staff_name,date,hours,rate,cost_rate',
    ...Array.from({ length: 40 }, (_, row) => `Client ${row % 4},Petra,2026-0${month}-${(row % 28) + 1},2,100,50`),
  ].join('\n')

/** A backup of a firm, made as the command makes it. */
export const backupOf = (
  { location, folder }: Pick<Firm, 'location' | 'folder'>,
  out: string,
  more: { passphrase?: string; withKeys?: boolean; now?: number } = {},
): Promise<MadeBackup> =>
  makeBackup(
    {
      ...{ location, out, keysOf: more.withKeys === false ? null : folder, passphrase: more.passphrase ?? null },
      ...{ salt: randomBytes(16), uid: randomUUID(), now: more.now ?? Date.now(), product: '0.1.0' },
    },
    () => undefined,
  )

export interface RestoreOptions {
  readonly passphrase?: string
  readonly replace?: boolean
  readonly keepCredentials?: boolean
}

export function restoreInto(
  { location, folder }: Pick<Firm, 'location' | 'folder'>,
  backup: string,
  { passphrase, replace = false, keepCredentials = false }: RestoreOptions = {},
): Promise<Restored> {
  const request = {
    backup,
    passphrase: passphrase ?? null,
    dataDir: folder,
    replace,
    uid: randomUUID(),
    now: Date.now(),
    keepCredentials,
  }
  return 'url' in location
    ? restorePostgres({ ...request, url: location.url }, () => undefined)
    : restoreSqlite(request, () => undefined)
}

export const verify = ({ location }: Pick<Firm, 'location'>, backup: string, passphrase: string | null = null) =>
  verifyBackup(
    { backup, passphrase, databaseUrl: 'url' in location ? location.url : null, uid: randomUUID() },
    () => undefined,
  )
