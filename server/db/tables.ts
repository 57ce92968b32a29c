import type { InferKyselyDB, SqlEntityManager } from '@mikro-orm/sql'
import type { Kysely, Transaction } from 'kysely'
import type { entities } from './entities/entities.ts'
import { stopping } from './stop-signal.ts'

/** Row types of every table by its name, columns in snake_case, derived from the entities. */
export type Tables = InferKyselyDB<(typeof entities)[number]>

/** The tables, ready to be queried; inside `em.transactional` it is bound to the transaction. */
export type Db = Kysely<Tables> | Transaction<Tables>

export const dbOf = (em: SqlEntityManager): Kysely<Tables> => em.getKysely<Tables>().withPlugin(stopping)
