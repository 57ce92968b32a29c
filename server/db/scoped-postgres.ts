import { MikroORM, type PostgreSqlConnection } from '@mikro-orm/postgresql'
import pg from 'pg'
import { scopePool } from './row-level-security/scoped-pool.ts'
import { enteredScope, type TenantScope } from './row-level-security/tenant-scope.ts'
import { limitStatements } from './statement-timeout.ts'

// 64-bit integers and numeric sums as numbers: all of ours stay below 2^53 (money in minor units, hours in hundredths).
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

/** PostgreSQL, where each connection meets the rows of the scope that its work has entered. */
export async function scopedPostgres(
  { scope, statementTimeout }: { readonly scope: () => TenantScope; readonly statementTimeout: number },
  options: Parameters<typeof MikroORM.init>[0],
) {
  const orm = await MikroORM.init(options)
  const connection = orm.em.getConnection() as unknown as PostgreSqlConnection
  const pool = await connection.getNativeClient()
  scopePool(pool, () => {
    const entered = enteredScope()
    return entered === undefined ? scope() : entered
  })
  if (statementTimeout > 0) limitStatements(pool, statementTimeout)
  return orm
}
