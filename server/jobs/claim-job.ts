import type { SqlEntityManager } from '@mikro-orm/sql'
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import { dialectOf } from '../db/dialect.ts'
import { dbOf, type Tables } from '../db/tables.ts'
import type { WriteGate } from '../db/write-gate.ts'
import { writeIn } from '../db/write-in.ts'
import { type JobRecord, jobRecord } from './job-record.ts'

export interface Claimed extends JobRecord {
  /** Names this attempt: who does not hold it any more can change nothing of the job. */
  readonly lease: string
}

export interface Claiming {
  /** Kinds that this process can do. */
  readonly kinds: readonly string[]
  /** Random name of this runner. */
  readonly owner: string
  /** Milliseconds until somebody else may take the job, unless the lease is renewed. */
  readonly leaseMs: number
}

/**
 * Takes the job that waits longest: one that is due, or whose runner has not renewed its lease in time. Any number of
 * processes may do so at once. Null: there is nothing to do. Looking for work writes nothing.
 */
export async function claimJob(
  em: SqlEntityManager,
  gate: WriteGate,
  { kinds, owner, leaseMs }: Claiming,
  now: number,
): Promise<Claimed | null> {
  if (kinds.length === 0) return null
  const ready = claimable(kinds, now)
  const waiting = await sql`select 1 from job where ${ready} limit 1`.execute(dbOf(em.fork()))
  if (waiting.rows.length === 0) return null
  // PostgreSQL passes over rows that others are taking; SQLite lets one writer in at a time.
  const skipLocked = dialectOf(em) === 'postgresql' ? sql`for update skip locked` : sql``
  const row = await writeIn(em, gate, async db => {
    await sql`update job set status = case when cancel_requested = 1 then 'CANCELLED' else 'FAILED' end,
        error = case when cancel_requested = 1 then error else ${CRASHED} end,
        ended_at = ${now}, lease_owner = null, lease_until = null
      where status = 'RUNNING' and lease_until <= ${now} and (attempts >= max_attempts or cancel_requested = 1)
        or status = 'QUEUED' and cancel_requested = 1`.execute(db)
    const { rows } = await sql<Selectable<Tables['job']>>`update job
      set status = 'RUNNING', attempts = attempts + 1, lease_owner = ${sql.lit(owner)} || ':' || (attempts + 1),
        lease_until = ${now + leaseMs}, started_at = coalesce(started_at, ${now})
      where (organization_id, id) = (select organization_id, id from job where ${ready}
        order by run_at, organization_id, id limit 1 ${skipLocked})
      returning *`.execute(db)
    return rows[0]
  })
  return row ? { ...jobRecord(row), lease: row.lease_owner ?? '' } : null
}

const CRASHED = 'The server stopped while it was at work, too often: see its log'

const claimable = (kinds: readonly string[], now: number): RawBuilder<SqlBool> =>
  sql<SqlBool>`(status = 'QUEUED' and run_at <= ${now} or status = 'RUNNING' and lease_until <= ${now})
    and kind in (${sql.join([...kinds])})`
