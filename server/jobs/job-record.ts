import type { Selectable } from 'kysely'
import type { JobStatus } from '../db/entities/job.ts'
import type { Tables } from '../db/tables.ts'

/** A job as the product shows it. Instants are milliseconds since 1970. */
export interface JobRecord {
  readonly organizationId: number
  readonly id: string
  readonly kind: string
  readonly payload: unknown
  readonly status: JobStatus
  /** Not before. */
  readonly runAt: number
  /** Times it was started. */
  readonly attempts: number
  readonly maxAttempts: number
  readonly progress: JobSteps
  /** What it answered; null until it is DONE. */
  readonly result: unknown
  /** Why the last attempt failed, for people. */
  readonly error: string | null
  readonly cancelRequested: boolean
  /** The user who asked for it; null: a schedule did. */
  readonly createdBy: number | null
  readonly createdAt: number
  readonly startedAt: number | null
  readonly endedAt: number | null
}

interface JobSteps {
  readonly done: number
  /** Null until it is known. */
  readonly total: number | null
  /** What is being done, for people. */
  readonly text: string | null
}

export function jobRecord(row: Selectable<Tables['job']>): JobRecord {
  return {
    organizationId: row.organization_id,
    id: row.id,
    kind: row.kind,
    payload: JSON.parse(row.payload),
    status: row.status,
    runAt: row.run_at,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    progress: { done: row.progress_done, total: row.progress_total, text: row.progress_text },
    result: row.result === null ? null : JSON.parse(row.result),
    error: row.error,
    cancelRequested: row.cancel_requested === 1,
    createdBy: row.created_by,
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  }
}

export const hasEnded = ({ status }: Pick<JobRecord, 'status'>): boolean => status !== 'QUEUED' && status !== 'RUNNING'
