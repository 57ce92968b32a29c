import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Manifest } from '../../server/backups/archive/manifest.ts'
import { readArchive } from '../../server/backups/archive/read-archive.ts'
import { writeArchive } from '../../server/backups/archive/write-archive.ts'
import { openDatabase } from '../../server/db/database.ts'
import { dbOf } from '../../server/db/tables.ts'
import { emptyDatabase } from '../support/empty-database.ts'
import { backupOf, closedFirm, type Firm, restoreInto, verify } from './made-backup.ts'

const postgresql = process.env.MOAT_TEST_DIALECT === 'postgresql'

let firm: Firm
let backup: string
let manifest: Manifest
beforeAll(async () => {
  firm = await closedFirm()
  backup = join(firm.folder, 'one.moatbackup')
  manifest = (await backupOf(firm, backup)).manifest
})
afterAll(async () => await firm[Symbol.asyncDispose]())

async function rowsOf(location: Firm['location'], table: string): Promise<readonly Record<string, unknown>[]> {
  const database = await openDatabase(location, { scope: () => 'every' })
  try {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(
      dbOf(database.em.fork()),
    )
    return rows
  } finally {
    await database.close(true)
  }
}

/** The backup once more with something else in it, and hashes that fit. */
async function forged(change: (folder: string, manifest: Manifest) => Manifest | undefined): Promise<string> {
  const folder = join(firm.folder, `forged-${Math.random()}`)
  const read = await readArchive(backup, null, folder)
  const changed = change(folder, read) ?? read
  const parts = changed.parts.map(({ name }) => {
    const content = readFileSync(join(folder, name))
    return { name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }
  })
  const files = new Map(parts.map(({ name }) => [name, join(folder, name)]))
  const path = join(firm.folder, `forged-${Math.random()}.moatbackup`)
  await writeArchive(path, { manifest: { ...changed, parts }, files }, null, () => undefined)
  return path
}

test('a backup says what is in it, and only its owner may read it', () => {
  expect(statSync(backup).mode & 0o777).toBe(0o600)
  expect(manifest).toMatchObject({ dialect: postgresql ? 'postgresql' : 'sqlite', product: '0.1.0' })
  expect(manifest.organizations).toEqual([
    { id: firm.organizationId, name: 'North', snapshots: 2, dataVersion: 2, auditHead: expect.anything() },
  ])
  expect(manifest.rows.time_log_row).toBe(80)
  expect(manifest.parts.map(({ name }) => name)).toEqual([
    'keys/signing.key',
    postgresql ? 'database.dump' : 'database.sqlite',
  ])
  expect(readdirSync(firm.folder).filter(name => name.startsWith('.moatmetrics'))).toEqual([])
})

test('a restored database is the one that was backed up, with its key, and every session is ended', async () => {
  await using place = await emptyDatabase()
  const restored = await restoreInto(place, backup)
  const head = manifest.organizations[0]?.auditHead
  expect(restored.organizations).toEqual([
    {
      name: 'North',
      snapshots: 2,
      dataVersion: 2,
      auditHead: `${head?.seq}:${head?.hash}`,
      rollups: 'equal to the rows',
    },
  ])
  expect(restored).toMatchObject({ keys: ['signing.key'], movedAside: null, migrated: [] })
  const key = (folder: string) => readFileSync(join(folder, 'signing.key'), 'utf8')
  expect(key(place.folder)).toBe(key(firm.folder))
  expect(statSync(join(place.folder, 'signing.key')).mode & 0o777).toBe(0o600)
  for (const table of ['time_log_row', 'time_month', 'snapshot', 'user_account', 'job'])
    expect([table, await rowsOf(place.location, table)]).toEqual([table, await rowsOf(firm.location, table)])
  const [session] = await rowsOf(place.location, 'session')
  expect(session?.revoked_at).not.toBeNull()
  const events = [...(await rowsOf(place.location, 'audit_event'))].sort((a, b) => Number(a.seq) - Number(b.seq))
  expect(events).toHaveLength((head?.seq ?? 0) + 1)
  expect(events.at(-1)).toMatchObject({ action: 'backup.restored', previous_hash: head?.hash })
  expect(readdirSync(place.folder).filter(name => name.startsWith('.moatmetrics'))).toEqual([])
})

/** A firm whose backup is older than what was ended: a key, a backup code and an invitation that were open then. */
async function firmWithAccess() {
  const other = await closedFirm()
  const database = await openDatabase(other.location, { scope: () => 'every' })
  try {
    const db = dbOf(database.em.fork())
    const [of, by] = [{ organization_id: other.organizationId }, { created_by: 1, created_at: 0 }]
    const key = (id: number, more: object) =>
      ({
        ...of,
        ...by,
        id,
        name: `key ${id}`,
        prefix: `p${id}`,
        secret_hash: `s${id}`,
        role: 'VIEWER',
        ...more,
      }) as never
    const ended = { revoked_at: 1 }
    await db
      .insertInto('api_key')
      .values([key(1, {}), key(2, ended), key(3, { expires_at: 1 })])
      .execute()
    const invited = { ...of, email: 'bo@x.example', role: 'VIEWER', invited_by: 1, created_at: 0, expires_at: 9e15 }
    await db
      .insertInto('invitation')
      .values([
        { ...invited, id: 1, token_hash: 'a' } as never,
        { ...invited, id: 2, token_hash: 'b', accepted_at: 1 } as never,
      ])
      .execute()
    const code = (hash: string, used_at: number | null) => ({ user_id: 1, hash, used_at })
    await db
      .insertInto('backup_code')
      .values([code('one', null), code('two', 7)])
      .execute()
    const factor = { user_id: 1, secret: 'sealed', created_at: 0, confirmed_at: 1, last_step: 0, backup_salt: null }
    await db.insertInto('second_factor').values(factor).execute()
  } finally {
    await database.close(true)
  }
  return other
}

test('what may have been ended since the backup is ended: keys, backup codes, invitations; people are told', async () => {
  await using other = await firmWithAccess()
  await using place = await emptyDatabase()
  const path = join(other.folder, 'access.moatbackup')
  await backupOf(other, path)
  const before = Date.now()
  const { access } = await restoreInto(place, path)
  expect(access).toEqual([
    {
      ...{ organization: 'North', sessionsEnded: 1, invitationsWithdrawn: 1, apiKeysRevoked: true },
      apiKeys: [{ name: 'key 1', prefix: 'p1', role: 'VIEWER' }],
      people: [{ email: 'ann@north.example', role: 'ANALYST', secondFactor: true }],
    },
  ])
  const [first, second, third] = [...(await rowsOf(place.location, 'api_key'))].sort(
    (a, b) => Number(a.id) - Number(b.id),
  )
  expect(Number(first?.revoked_at)).toBeGreaterThanOrEqual(before)
  expect(Number(third?.revoked_at)).toBeGreaterThanOrEqual(before)
  expect(Number(second?.revoked_at)).toBe(1)
  const codes = new Map((await rowsOf(place.location, 'backup_code')).map(each => [each.hash, Number(each.used_at)]))
  expect(codes.get('one')).toBeGreaterThanOrEqual(before)
  expect(codes.get('two')).toBe(7)
  const invitations = await rowsOf(place.location, 'invitation')
  expect(invitations.map(each => [Number(each.id), each.revoked_at === null]).sort()).toEqual([
    [1, false],
    [2, true],
  ])
  const restored = (await rowsOf(place.location, 'audit_event')).find(each => each.action === 'backup.restored')
  expect(JSON.parse(String(restored?.details))).toMatchObject({
    ...{ sessionsEnded: 1, invitationsWithdrawn: 1, apiKeysRevoked: true, backupCodesEnded: true },
    ...{ apiKeys: ['ApiKey:p1'], people: ['User:1'] },
  })
  expect(restored?.details).not.toContain('ann@')
})

test('keys and backup codes are kept where the operator says so, and the log says that they were', async () => {
  await using other = await firmWithAccess()
  await using place = await emptyDatabase()
  const path = join(other.folder, 'kept.moatbackup')
  await backupOf(other, path)
  const { access } = await restoreInto(place, path, { keepCredentials: true })
  expect(access).toMatchObject([{ sessionsEnded: 1, invitationsWithdrawn: 1, apiKeysRevoked: false }])
  for (const table of ['api_key', 'backup_code'])
    expect([table, await rowsOf(place.location, table)]).toEqual([table, await rowsOf(other.location, table)])
  const restored = (await rowsOf(place.location, 'audit_event')).find(each => each.action === 'backup.restored')
  expect(JSON.parse(String(restored?.details))).toMatchObject({ apiKeysRevoked: false, backupCodesEnded: false })
})

test('the restored database takes further work', async () => {
  await using place = await emptyDatabase()
  await restoreInto(place, backup)
  const again = join(place.folder, 'again.moatbackup')
  await backupOf(place, again)
  expect((await verify(place, again)).organizations[0]).toMatchObject({ name: 'North', snapshots: 2 })
})

test('what is there is not overwritten; with --replace it is moved aside and stays whole', async () => {
  await using other = await closedFirm()
  const before = await rowsOf(other.location, 'time_log_row')
  await expect(restoreInto(other, backup)).rejects.toThrow(/holds .* already.*--replace/)
  expect(await rowsOf(other.location, 'time_log_row')).toEqual(before)
  const { movedAside } = await restoreInto(other, backup, { replace: true })
  expect(movedAside).toMatch(/before[-_]restore/)
  expect(await rowsOf(other.location, 'time_log_row')).toEqual(await rowsOf(firm.location, 'time_log_row'))
  if (postgresql) return
  expect(readdirSync(movedAside ?? '').sort()).toEqual(['moat.sqlite', 'signing.key'])
  expect(await rowsOf({ file: join(movedAside ?? '', 'moat.sqlite') }, 'time_log_row')).toEqual(before)
})

test('a database that a server uses is not replaced', async () => {
  await using other = await closedFirm()
  const inUse = await openDatabase(other.location, { scope: () => 'every' })
  try {
    await dbOf(inUse.em.fork()).selectFrom('organization').selectAll().execute()
    await expect(restoreInto(other, backup, { replace: true })).rejects.toThrow(/still use.*stop/)
  } finally {
    await inUse.close(true)
  }
  expect(await rowsOf(other.location, 'time_log_row')).toHaveLength(80)
})

test('a backup without keys leaves the keys that are there', async () => {
  await using place = await emptyDatabase()
  const bare = join(place.folder, 'bare.moatbackup')
  const made = await backupOf(firm, bare, { withKeys: false })
  expect(made.manifest.parts).toHaveLength(1)
  writeFileSync(join(place.folder, 'signing.key'), 'mine')
  expect((await restoreInto(place, bare)).keys).toEqual([])
  expect(readFileSync(join(place.folder, 'signing.key'), 'utf8')).toBe('mine')
})

test('a key of the backup takes the place of no other key unasked', async () => {
  await using place = await emptyDatabase()
  writeFileSync(join(place.folder, 'signing.key'), 'mine')
  await expect(restoreInto(place, backup)).rejects.toThrow(/another key/)
  expect(readFileSync(join(place.folder, 'signing.key'), 'utf8')).toBe('mine')
})

test('an encrypted backup opens with its passphrase only', async () => {
  await using place = await emptyDatabase()
  const sealed = join(place.folder, 'sealed.moatbackup')
  const made = await backupOf(firm, sealed, { passphrase: 'correct horse battery' })
  expect(made.encrypted).toBe(true)
  expect(readFileSync(sealed).includes('manifest')).toBe(false)
  await expect(restoreInto(place, sealed)).rejects.toThrow(/encrypted; set BACKUP_PASSPHRASE/)
  await expect(restoreInto(place, sealed, { passphrase: 'wrong horse battery' })).rejects.toThrow(/is not the one/)
  expect((await restoreInto(place, sealed, { passphrase: 'correct horse battery' })).rows).toBeGreaterThan(80)
})

test('a backup never takes the place of a file that is there', async () => {
  const path = join(firm.folder, 'there.moatbackup')
  writeFileSync(path, 'something')
  await expect(backupOf(firm, path)).rejects.toThrow(/exists already/)
  expect(readFileSync(path, 'utf8')).toBe('something')
})

describe('verifying', () => {
  test('a good backup passes and leaves nothing behind', async () => {
    expect(await verify(firm, backup)).toMatchObject({ rows: expect.any(Number), migrated: [] })
  })

  test('a backup that a newer version made is refused', async () => {
    const path = await forged((_, read) => ({
      ...read,
      product: '9.0.0',
      migrations: [...read.migrations, '0999-newer'],
    }))
    await expect(verify(firm, path)).rejects.toThrow(/made by version 9\.0\.0.*0999-newer/)
  })

  test('a file of another kind is refused for what it is', async () => {
    const path = join(firm.folder, 'clients.csv')
    writeFileSync(path, 'name\nAcme\n')
    await expect(verify(firm, path)).rejects.toThrow(/is no backup of MoatMetrics/)
    await expect(verify(firm, join(firm.folder, 'nothing'))).rejects.toThrow(/there is no file/)
    await expect(verify(firm, firm.folder)).rejects.toThrow(/no backup|cannot be opened/)
  })

  test('a manifest that names another audit head is found out', async () => {
    const path = await forged((_, read) => ({
      ...read,
      organizations: read.organizations.map(each => ({ ...each, auditHead: { seq: 1, hash: '0'.repeat(64) } })),
    }))
    await expect(verify(firm, path)).rejects.toThrow(/audit head of organization/)
  })

  test('a manifest that promises more rows than there are is found out', async () => {
    const path = await forged((_, read) => ({ ...read, rows: { ...read.rows, time_log_row: 81 } }))
    await expect(verify(firm, path)).rejects.toThrow(/rows of time_log_row: the backup says 81, found is 80/)
  })

  // The dump of PostgreSQL is a binary format of its own, which nobody edits by hand.
  const edited = (statement: string) =>
    forged(folder => {
      const db = new Sqlite(join(folder, 'database.sqlite'))
      db.exec(statement)
      db.close()
      return undefined
    })

  test.skipIf(postgresql)('an edited audit log is found out, whatever hashes the file carries', async () => {
    const path = await edited(`update audit_event set details = '{"dataset":"CLIENTS"}' where seq = 2`)
    await expect(verify(firm, path)).rejects.toThrow(/audit log of North: Entry 2 does not say what it said/)
  })

  test.skipIf(postgresql)('figures that do not fit their rows are found out', async () => {
    const path = await edited('update time_month set hours = hours + 1')
    await expect(verify(firm, path)).rejects.toThrow(/rollups of North: time_month/)
  })

  test.skipIf(postgresql)('a damaged page is found out', async () => {
    const path = await forged(folder => {
      const file = join(folder, 'database.sqlite')
      const content = readFileSync(file)
      content.fill(0xff, 3 * 4096, 3 * 4096 + 64)
      writeFileSync(file, content)
      return undefined
    })
    await expect(verify(firm, path)).rejects.toThrow()
  })
})

test.skipIf(postgresql)('a backup of the embedded database does not go into PostgreSQL', async () => {
  await expect(
    verify({ location: { file: '' } }, backup).then(() =>
      restoreInto({ location: firm.location, folder: firm.folder }, backup),
    ),
  ).rejects.toThrow(/holds a database already/)
})

test.skipIf(!postgresql)('a restore that fails its checks gives back what was there', async () => {
  await using other = await closedFirm()
  const before = await rowsOf(other.location, 'time_log_row')
  const path = await forged((_, read) => ({ ...read, rows: { ...read.rows, time_log_row: 81 } }))
  await expect(restoreInto(other, path, { replace: true })).rejects.toThrow(/rows of time_log_row/)
  expect(await rowsOf(other.location, 'time_log_row')).toEqual(before)
})

test.skipIf(postgresql)('a restore that fails its checks leaves the data directory as it was', async () => {
  await using other = await closedFirm()
  const before = readFileSync(join(other.folder, 'moat.sqlite'))
  const path = await forged((_, read) => ({ ...read, rows: { ...read.rows, time_log_row: 81 } }))
  await expect(restoreInto(other, path, { replace: true })).rejects.toThrow(/rows of time_log_row/)
  expect(readFileSync(join(other.folder, 'moat.sqlite')).equals(before)).toBe(true)
  expect(readdirSync(other.folder).sort()).toEqual(['moat.sqlite', 'signing.key'])
})

test('a server does not start a backup it cannot write, and says why', async () => {
  const folder = join(firm.folder, 'a-file')
  writeFileSync(folder, 'in the way')
  await expect(backupOf(firm, join(folder, 'x.moatbackup'))).rejects.toThrow()
  expect(existsSync(join(folder, 'x.moatbackup'))).toBe(false)
  rmSync(folder)
})
