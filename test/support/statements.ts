import type { CompiledQuery } from 'kysely'
import type { Database } from '../../server/db/database.ts'

/** The SQL that reading the work runs on the database's own connection, in order. */
export async function statementsOf(database: Database, work: () => Promise<unknown>): Promise<string[]> {
  const executor = database.em.getConnection().getClient().getExecutor()
  const executeQuery = executor.executeQuery.bind(executor)
  const statements: string[] = []
  executor.executeQuery = ((query: CompiledQuery, ...rest: []) => {
    statements.push(query.sql)
    return executeQuery(query, ...rest)
  }) as typeof executor.executeQuery
  try {
    await work()
  } finally {
    executor.executeQuery = executeQuery
  }
  return statements
}
