import type { SqlEntityManager } from '@mikro-orm/sql'

export type Dialect = 'sqlite' | 'postgresql'

/** Which of the two dialects a connection speaks. */
export function dialectOf(em: SqlEntityManager): Dialect {
  return em.getDriver().constructor.name === 'PostgreSqlDriver' ? 'postgresql' : 'sqlite'
}
