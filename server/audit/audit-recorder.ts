import type { SqlEntityManager } from '@mikro-orm/sql'
import { isMember, type Viewer } from '../access/policy.ts'
import type { WriteGate } from '../db/write-gate.ts'
import { writeIn } from '../db/write-in.ts'
import { recordEvent } from './record-event.ts'

/** Collects what one request read of persons and what it was refused, to be written down once it is answered. */
export interface AuditRecorder {
  /** Personal data was read: which field, how many values. Values themselves never get here. */
  note(field: string, count?: number): void
  /** Something was refused, for want of a scope. */
  refuse(field: string, scope: string): void
  /** What was noted and is not written yet, by field. */
  readonly read: ReadonlyMap<string, number>
  /** Whether anything was refused that is not written yet. */
  readonly refusedAny: boolean
  /** Whether there is anything to write. */
  readonly pending: boolean
  /** Writes at most two entries, in one transaction: `personal_data.read` and `access.refused`. Call it after answering. */
  flush(): Promise<void>
}

/**
 * The recorder of a request. Reading stays as quick as without it: a note is a count in memory, and however many rows
 * are read, the log gets one entry. Callers outside of any organization have no log, so nothing is kept of them.
 * @param at when the request came, in milliseconds since 1970
 */
export function createAuditRecorder(em: SqlEntityManager, gate: WriteGate, viewer: Viewer, at: number): AuditRecorder {
  let reads = new Map<string, number>()
  let refusals = new Map<string, { field: string; scope: string }>()
  return {
    get read() {
      return reads
    },
    get refusedAny() {
      return refusals.size > 0
    },
    note: (field, count = 1) => {
      if (count > 0) reads.set(field, (reads.get(field) ?? 0) + count)
    },
    refuse: (field, scope) => {
      refusals.set(`${field} ${scope}`, { field, scope })
    },
    get pending() {
      return isMember(viewer) && (reads.size > 0 || refusals.size > 0)
    },
    flush: async () => {
      const [read, refused] = [reads, refusals]
      reads = new Map()
      refusals = new Map()
      if (!isMember(viewer) || (read.size === 0 && refused.size === 0)) return
      // Only now: an answer that needs no log does not depend on who asks.
      const subject = viewer.apiKeyId === null ? `User:${viewer.userId}` : `ApiKey:${viewer.apiKeyId}`
      await writeIn(em, gate, async db => {
        const record = (action: string, fields: unknown) =>
          recordEvent(db, viewer.organizationId, viewer, { at, action, subject, details: { fields } })
        if (read.size > 0) await record('personal_data.read', Object.fromEntries(read))
        if (refused.size > 0) await record('access.refused', [...refused.values()])
      })
    },
  }
}
