import type { SqlEntityManager } from '@mikro-orm/sql'
import { type Db, dbOf } from './tables.ts'
import type { WriteGate } from './write-gate.ts'

/** One transaction of this process: waits for the gate, then commits all of the work or nothing. */
export function writeIn<T>(em: SqlEntityManager, gate: WriteGate, work: (db: Db) => Promise<T>): Promise<T> {
  return gate.run(() => em.fork().transactional(inner => work(dbOf(inner))))
}
