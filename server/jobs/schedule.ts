import type { SqlEntityManager } from '@mikro-orm/sql'
import { sql } from 'kysely'
import { dbOf } from '../db/tables.ts'
import type { WriteGate } from '../db/write-gate.ts'
import { writeIn } from '../db/write-in.ts'
import { DEFAULT_ATTEMPTS } from './enqueue-job.ts'

/** A job that every organization gets again and again. */
export interface Schedule {
  /** Names it; stands in the ids of its jobs. */
  readonly key: string
  readonly kind: string
  readonly every: 'HOUR' | 'DAY'
  /** Minutes after the full hour, or after midnight UTC, at which a slot begins. */
  readonly atMinute?: number
  readonly maxAttempts?: number
}

const MINUTE = 60_000
const lengths = { HOUR: 60 * MINUTE, DAY: 1440 * MINUTE } as const

/** When the slot began that `now` lies in. Instants are milliseconds since 1970. */
export function slotOf({ every, atMinute = 0 }: Pick<Schedule, 'every' | 'atMinute'>, now: number): number {
  const offset = atMinute * MINUTE
  return Math.floor((now - offset) / lengths[every]) * lengths[every] + offset
}

/**
 * Queues the job of the present slot for every organization that does not have it. Its id names the slot, so that each
 * slot is worked on once, however many processes ask and how often. Slots that passed while no server ran are not made
 * up for: a daily job does not run seven times after a week. An organization made within a slot begins with the next.
 */
export async function enqueueSlot(
  em: SqlEntityManager,
  gate: WriteGate,
  { key, kind, maxAttempts = DEFAULT_ATTEMPTS, ...when }: Schedule,
  now: number,
): Promise<void> {
  const id = `${key}@${new Date(slotOf(when, now)).toISOString()}`
  const missing = sql`from organization o
    where not exists (select 1 from job j where j.organization_id = o.id and j.id = ${id})`
  const { rows } = await sql`select 1 ${missing} limit 1`.execute(dbOf(em.fork()))
  if (rows.length === 0) return
  await writeIn(em, gate, async db => {
    await sql`insert into job (organization_id, id, kind, payload, status, run_at, attempts, max_attempts,
        progress_done, cancel_requested, created_at)
      select o.id, ${sql.lit(id)}, ${sql.lit(kind)}, 'null', 'QUEUED', ${sql.lit(now)}, 0, ${sql.lit(maxAttempts)},
        0, 0, ${sql.lit(now)} ${missing}
      on conflict do nothing`.execute(db)
  })
}
