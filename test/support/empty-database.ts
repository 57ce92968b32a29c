import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { DatabaseLocation } from '../../server/db/database.ts'

export interface EmptyDatabase extends AsyncDisposable {
  /** Nothing is there: no file, or no table. */
  readonly location: DatabaseLocation
  /** A data directory; gone with the database. */
  readonly folder: string
}

/** A place for a database in the dialect this run tests, in which nobody has made anything yet. */
export async function emptyDatabase(): Promise<EmptyDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'moat-empty-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const server = process.env.MOAT_TEST_DIALECT === 'postgresql' ? process.env.TEST_DATABASE_URL : undefined
  if (server === undefined)
    return { folder, location: { file: join(folder, 'moat.sqlite') }, [Symbol.asyncDispose]: async () => remove() }
  const name = `moat_test_${randomBytes(6).toString('hex')}`
  // A role of its own, which is no superuser: it may make what it owns, and databases to verify backups in.
  await onServer(server, `create role ${name} login password '${name}' createdb nosuperuser nobypassrls`)
  await onServer(server, `create database ${name} owner ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  url.username = name
  url.password = name
  return {
    folder,
    location: { url: url.href },
    [Symbol.asyncDispose]: async () => {
      remove()
      await onServer(server, `drop database ${name} with (force)`)
      await onServer(server, `drop role ${name}`)
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
