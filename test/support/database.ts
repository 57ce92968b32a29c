import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Database, type DatabaseLocation, openDatabase } from '../../server/db/database.ts'
import type { TenantScope } from '../../server/db/row-level-security/tenant-scope.ts'

export interface TestDatabase extends AsyncDisposable {
  readonly orm: Database
  readonly location: DatabaseLocation
  /** From now on, what goes through `orm` and enters no scope meets the rows of this organization only. */
  readonly workFor: (scope: TenantScope) => void
}

/**
 * An empty database of its own, in the dialect this run tests: DATABASE_URL's server, else a new SQLite file. On
 * PostgreSQL it is opened as an ordinary role, which row-level security holds for. A test may look at all of it.
 */
export async function testDatabase(): Promise<TestDatabase> {
  let scope: TenantScope = 'every'
  const open = (location: DatabaseLocation) => openDatabase(location, { scope: () => scope })
  const workFor = (next: TenantScope) => {
    scope = next
  }
  const server = process.env.MOAT_TEST_DIALECT === 'postgresql' ? process.env.TEST_DATABASE_URL : undefined
  if (server === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'moat-test-'))
    const location = { file: join(folder, 'moat.sqlite') }
    const orm = await open(location)
    return {
      orm,
      location,
      workFor,
      [Symbol.asyncDispose]: async () => {
        await orm.close(true)
        rmSync(folder, { recursive: true, force: true })
      },
    }
  }
  const name = `moat_test_${randomBytes(6).toString('hex')}`
  await onServer(server, ordinaryRole)
  await onServer(server, `create database ${name} owner ${ROLE}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  url.username = ROLE
  url.password = ROLE
  const location = { url: url.href }
  const orm = await open(location)
  return {
    orm,
    location,
    workFor,
    [Symbol.asyncDispose]: async () => {
      await orm.close(true)
      await onServer(server, `drop database ${name} with (force)`)
    },
  }
}

/** Neither superuser nor free of row-level security, as README says a server's role should be. */
const ROLE = 'moat_test'

/** Made by whichever test comes first; many may try at once. */
const ordinaryRole = `do $$ begin
  create role ${ROLE} login password '${ROLE}' nosuperuser nobypassrls nocreatedb nocreaterole;
exception when duplicate_object or unique_violation then null;
end $$`

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
