import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type Database, type DatabaseLocation, openDatabase } from '../../server/db/database.ts'

export interface TestDatabase extends AsyncDisposable {
  readonly orm: Database
  readonly location: DatabaseLocation
}

/** An empty database of its own, in the dialect this run tests: DATABASE_URL's server, else a new SQLite file. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env.MOAT_TEST_DIALECT === 'postgresql' ? process.env.TEST_DATABASE_URL : undefined
  if (server === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'moat-test-'))
    const location = { file: join(folder, 'moat.sqlite') }
    const orm = await openDatabase(location)
    return {
      orm,
      location,
      [Symbol.asyncDispose]: async () => {
        await orm.close(true)
        rmSync(folder, { recursive: true, force: true })
      },
    }
  }
  const name = `moat_test_${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const location = { url: url.href }
  const orm = await openDatabase(location)
  return {
    orm,
    location,
    [Symbol.asyncDispose]: async () => {
      await orm.close(true)
      await onServer(server, `drop database ${name} with (force)`)
    },
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
