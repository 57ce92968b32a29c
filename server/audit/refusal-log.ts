import type { SqlEntityManager } from '@mikro-orm/sql'
import { withTenant } from '../db/row-level-security/tenant-scope.ts'
import type { WriteGate } from '../db/write-gate.ts'
import { writeIn } from '../db/write-in.ts'
import { type Actor, recordEvent } from './record-event.ts'

/** A request that was refused before it came to what it asked for. */
export interface RefusedRequest {
  readonly organizationId: number
  /** Who sent it, as far as that is proven; else nobody. */
  readonly actor: Actor
  /** Whose credentials they are. */
  readonly subject: string
  /** Why, as the answer says it too. */
  readonly code: string
}

/**
 * Writes refused requests to the log without letting anybody flood it: the first of a subject and reason at once, those
 * of the minute that follows as one entry with their number.
 */
export interface RefusalLog {
  note(refused: RefusedRequest, now: number): Promise<void>
  /** Writes what is still counted; for the end of the server. */
  flush(): Promise<void>
}

const MINUTE = 60_000

export function createRefusalLog(em: SqlEntityManager, gate: WriteGate, report: (error: unknown) => void): RefusalLog {
  const open = new Map<string, { last: RefusedRequest; at: number; times: number; timer: NodeJS.Timeout }>()

  const write = (refused: RefusedRequest, at: number, times: number): Promise<void> =>
    withTenant(refused.organizationId, () =>
      writeIn(em, gate, async db => {
        const { organizationId, actor, subject, code } = refused
        await recordEvent(db, organizationId, actor, {
          at,
          action: 'request.refused',
          subject,
          details: { code, times },
        })
      }),
    )
  const close = async (key: string): Promise<void> => {
    const counted = open.get(key)
    if (!counted) return
    clearTimeout(counted.timer)
    open.delete(key)
    if (counted.times > 0) await write(counted.last, counted.at, counted.times)
  }
  return {
    note: async (refused, now) => {
      const key = `${refused.organizationId} ${refused.subject} ${refused.actor.userId} ${refused.code}`
      const counted = open.get(key)
      if (counted) {
        open.set(key, { ...counted, last: refused, at: now, times: counted.times + 1 })
        return
      }
      const timer = setTimeout(() => void close(key).catch(report), MINUTE).unref()
      open.set(key, { last: refused, at: now, times: 0, timer })
      await write(refused, now, 1)
    },
    flush: async () => {
      for (const key of [...open.keys()]) await close(key)
    },
  }
}
