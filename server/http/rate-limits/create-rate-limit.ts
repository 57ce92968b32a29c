import { CompiledQuery } from 'kysely'
import {
  type IRateLimiterRes,
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
} from 'rate-limiter-flexible'
import type { Database } from '../../db/database.ts'
import { dialectOf } from '../../db/dialect.ts'
import { dbOf } from '../../db/tables.ts'
import type { Counted, RateLimit } from './rate-limit.ts'

const MINUTE = 60

/**
 * A limit of its own name. Many server processes on one PostgreSQL count together, in the database; a process on the
 * embedded database counts in its memory, as there is no other. Where the database cannot count, each process counts
 * for itself until it can: neither does everybody get through, nor nobody.
 */
export function createRateLimit(name: string, perMinute: number, database: Database): RateLimit {
  const options = { keyPrefix: name, points: perMinute, duration: MINUTE }
  const memory = new RateLimiterMemory(options)
  const limiter =
    dialectOf(database.em) === 'sqlite'
      ? memory
      : new RateLimiterPostgres({
          ...options,
          ...{ storeClient: clientOf(database), storeType: 'client', tableName: 'rate_limit', tableCreated: true },
          // Whoever is over the limit costs the database nothing more.
          inMemoryBlockOnConsumed: perMinute,
          insuranceLimiter: memory,
        })
  return { perMinute, count: (caller, times = 1) => consume(limiter, caller, times) }
}

async function consume(limiter: RateLimiterAbstract, caller: string, times: number): Promise<Counted> {
  const counted = (result: IRateLimiterRes, allowed: boolean): Counted => ({
    allowed,
    remaining: allowed ? (result.remainingPoints ?? 0) : 0,
    seconds: Math.max(1, Math.ceil((result.msBeforeNext ?? 0) / 1000)),
  })
  try {
    return counted(await limiter.consume(caller, times), true)
  } catch (refused) {
    if (refused instanceof Error) throw refused
    return counted(refused as IRateLimiterRes, false)
  }
}

/** The pool of the database, as the limiter asks for it. */
const clientOf = (database: Database) => ({
  query: ({ text, values }: { text: string; values: unknown[] }) =>
    dbOf(database.em.fork()).executeQuery(CompiledQuery.raw(text, values)),
})
