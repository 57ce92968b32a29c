import type { Constructor, MikroORM } from '@mikro-orm/core'
import { type Migration, Migrator } from '@mikro-orm/migrations'
import type { AbstractSqlDriver, SqlEntityManager } from '@mikro-orm/sql'
import { MikroORM as SqliteOrm } from '@mikro-orm/sqlite'
import { CompiledQuery } from 'kysely'
import { nativeSqlite } from './bulk-insert.ts'
import { entities } from './entities/entities.ts'
import { type Connection, forgiveRollback } from './forgiving-rollback.ts'
import { keepStatements } from './kept-statements.ts'
import { Accounts } from './migrations/accounts.ts'
import { AskTerms } from './migrations/ask-terms.ts'
import { AuditAndJobs } from './migrations/audit-and-jobs.ts'
import { Identities } from './migrations/identities.ts'
import { Initial } from './migrations/initial.ts'
import { MetricTargets } from './migrations/metric-targets.ts'
import { RateLimits } from './migrations/rate-limits.ts'
import { Reviews } from './migrations/reviews.ts'
import { SavedQueries } from './migrations/saved-queries.ts'
import { TimeByPerson } from './migrations/time-by-person.ts'
import { preparePrivateFile } from './private-file.ts'
import { addReaders } from './readers/readers-of.ts'
import { protectTables } from './row-level-security/protect-tables.ts'
import { type TenantScope, withoutTenant } from './row-level-security/tenant-scope.ts'

/** Where the data is: a PostgreSQL address, or the file of the embedded database. */
export type DatabaseLocation = { readonly url: string } | { readonly file: string }

export type Database = MikroORM<AbstractSqlDriver, SqlEntityManager>

export interface DatabaseOptions {
  /**
   * At most so many connections on PostgreSQL; the embedded database has one. Importers take 1, so that their temporary
   * tables and their transaction share it.
   */
  readonly connections?: number
  /** The scope of work that entered none; absent: no organization, so that such work meets no row. */
  readonly scope?: () => TenantScope
  /** Milliseconds a statement of work that may be stopped can take on PostgreSQL; 0: as long as it likes. */
  readonly statementTimeout?: number
  /** Long reads of the embedded database go to threads of their own: for processes that others wait for meanwhile. */
  readonly readers?: boolean
}

/** What was done to the tables since the first version, in order. */
export const migrations: { name: string; class: Constructor<Migration> }[] = [
  { name: '0001-initial', class: Initial },
  { name: '0002-audit-and-jobs', class: AuditAndJobs },
  { name: '0003-metric-targets', class: MetricTargets },
  { name: '0004-reviews', class: Reviews },
  { name: '0005-saved-queries', class: SavedQueries },
  { name: '0006-time-by-person', class: TimeByPerson },
  { name: '0007-ask-terms', class: AskTerms },
  { name: '0008-accounts', class: Accounts },
  { name: '0009-identities', class: Identities },
  { name: '0010-rate-limits', class: RateLimits },
]

/** Opens the database and brings its tables up to date. */
export async function openDatabase(
  location: DatabaseLocation,
  { connections = 10, scope = () => null, statementTimeout = 0, readers = false }: DatabaseOptions = {},
): Promise<Database> {
  const shared = {
    entities: [...entities],
    extensions: [Migrator],
    migrations: {
      migrationsList: migrations,
      snapshot: false,
      tableName: 'migration',
    },
    logger: () => undefined,
    allowGlobalContext: false,
  }
  const orm =
    'url' in location
      ? // Loaded where it is used only: the embedded database does without its 1 MB of heap and 30 ms.
        await (await import('./scoped-postgres.ts')).scopedPostgres(
          { scope, statementTimeout },
          {
            ...shared,
            clientUrl: location.url,
            onCreateConnection: async connection => forgiveRollback(connection as Connection),
            pool: { min: 0, max: connections, idleTimeoutMillis: connections === 1 ? 0 : 10_000 },
          },
        )
      : await SqliteOrm.init({
          ...shared,
          dbName: preparePrivateFile(location.file),
          onCreateConnection: async created => {
            const connection = created as Connection
            forgiveRollback(connection)
            for (const pragma of pragmas) await connection.executeQuery(CompiledQuery.raw(`pragma ${pragma}`))
          },
        })
  const database = orm as unknown as Database
  await withoutTenant('migrations', async () => {
    await database.migrator.up()
    if ('url' in location) await protectTables(database.em.fork())
  })
  if ('file' in location) keepStatements(await nativeSqlite(database.em.fork()))
  if ('file' in location && location.file !== ':memory:' && readers) addReaders(database, location.file)
  return database
}

/**
 * WAL with FULL: an acknowledged commit survives a power cut, readers never wait for the writer. 8 MB of pages: what is
 * read often is kept as lists and answers, the rest lies in the system's own cache.
 */
const pragmas = [
  'journal_mode = wal',
  'synchronous = full',
  'foreign_keys = on',
  'busy_timeout = 60000',
  'cache_size = -8192',
]
