import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Db } from '../db/tables.ts'

/** A job in the hands of its handler. */
export interface RunningJob {
  readonly organizationId: number
  readonly id: string
  readonly payload: unknown
  /** The user who asked for it; null: a schedule did. */
  readonly createdBy: number | null
  /** 1 for the first attempt. */
  readonly attempt: number
  /** Names this attempt in the job's row, for who writes on a connection of their own. */
  readonly lease: string
  /** For reading; an identity map of its own. */
  readonly em: SqlEntityManager
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number
  /** Aborted when the job is cancelled, its lease is lost, or the server stops. Pass it on, or look between steps. */
  readonly signal: AbortSignal
  /** Says how far it is, and throws when it has to stop. Call it as often as you like: it is written once a second. */
  readonly progress: (done: number, total?: number | null, text?: string | null) => Promise<void>
  /**
   * One transaction for what the job changes, and its audit entries. It commits only while the job is still this
   * runner's: what was taken over by another runner is not written twice.
   */
  readonly write: <T>(work: (db: Db) => Promise<T>) => Promise<T>
}

/**
 * Does the work of one kind and answers its result, plain data for people who look at the job. A handler may be
 * started again after it failed, or after the server was killed: what it wrote in an earlier `write` is there then.
 */
export type JobHandler = (job: RunningJob) => Promise<unknown>

/** Thrown by a handler when another attempt would fail as well. The message is shown to people. */
export class GiveUp extends Error {}
