import { DummyDriver, Kysely, PostgresAdapter, PostgresQueryCompiler, SqliteAdapter, SqliteQueryCompiler } from 'kysely'
import type { Dialect } from '../../../server/db/dialect.ts'
import type { Tables } from '../../../server/db/tables.ts'

/** A database that only compiles. */
export const compiler = (dialect: Dialect): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: {
      createAdapter: () => (dialect === 'sqlite' ? new SqliteAdapter() : new PostgresAdapter()),
      createDriver: () => new DummyDriver(),
      createIntrospector: () => {
        throw new Error('Nothing to look into')
      },
      createQueryCompiler: () => (dialect === 'sqlite' ? new SqliteQueryCompiler() : new PostgresQueryCompiler()),
    },
  })
