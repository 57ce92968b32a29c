import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { MikroORM } from '@mikro-orm/core'
import { Migrator } from '@mikro-orm/migrations'
import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql'
import type { AbstractSqlDriver, SqlEntityManager } from '@mikro-orm/sql'
import { MikroORM as SqliteOrm } from '@mikro-orm/sqlite'
import { CompiledQuery } from 'kysely'
import pg from 'pg'
import { entities } from './entities/entities.ts'
import { AskTerms } from './migrations/ask-terms.ts'
import { AuditAndJobs } from './migrations/audit-and-jobs.ts'
import { Initial } from './migrations/initial.ts'
import { MetricTargets } from './migrations/metric-targets.ts'
import { Reviews } from './migrations/reviews.ts'
import { SavedQueries } from './migrations/saved-queries.ts'
import { TimeByPerson } from './migrations/time-by-person.ts'

/** Where the data is: a PostgreSQL address, or the file of the embedded database. */
export type DatabaseLocation = { readonly url: string } | { readonly file: string }

export type Database = MikroORM<AbstractSqlDriver, SqlEntityManager>

// 64-bit integers and numeric sums as numbers: all of ours stay below 2^53 (money in minor units, hours in hundredths).
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

/**
 * Opens the database and brings its tables up to date.
 * @param connections at most so many on PostgreSQL; the embedded database has one. Importers take 1, so that their
 * temporary tables and their transaction share it.
 */
export async function openDatabase(location: DatabaseLocation, { connections = 10 } = {}): Promise<Database> {
  const shared = {
    entities: [...entities],
    extensions: [Migrator],
    migrations: {
      migrationsList: [
        { name: '0001-initial', class: Initial },
        { name: '0002-audit-and-jobs', class: AuditAndJobs },
        { name: '0003-metric-targets', class: MetricTargets },
        { name: '0004-reviews', class: Reviews },
        { name: '0005-saved-queries', class: SavedQueries },
        { name: '0006-time-by-person', class: TimeByPerson },
        { name: '0007-ask-terms', class: AskTerms },
      ],
      snapshot: false,
      tableName: 'migration',
    },
    logger: () => undefined,
    allowGlobalContext: false,
  }
  const orm =
    'url' in location
      ? await PostgresOrm.init({
          ...shared,
          clientUrl: location.url,
          pool: { min: 0, max: connections, idleTimeoutMillis: connections === 1 ? 0 : 10_000 },
        })
      : await SqliteOrm.init({
          ...shared,
          dbName: prepared(location.file),
          onCreateConnection: async (connection: unknown) => {
            const sqlite = connection as { executeQuery: (query: CompiledQuery) => Promise<unknown> }
            for (const pragma of pragmas) await sqlite.executeQuery(CompiledQuery.raw(`pragma ${pragma}`))
          },
        })
  const database = orm as unknown as Database
  await database.migrator.up()
  return database
}

/** WAL with FULL: an acknowledged commit survives a power cut, readers never wait for the writer. */
const pragmas = [
  'journal_mode = wal',
  'synchronous = full',
  'foreign_keys = on',
  'busy_timeout = 60000',
  'cache_size = -65536',
]

function prepared(file: string): string {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  return file
}
