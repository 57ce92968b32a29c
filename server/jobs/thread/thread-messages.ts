import type { DatabaseLocation } from '../../db/database.ts'

/** What the thread of jobs is started with. */
export interface JobThreadSettings {
  readonly location: DatabaseLocation
}

/** A job as it goes to the thread: all of it but what cannot be sent. */
export interface SentJob {
  readonly kind: string
  readonly organizationId: number
  readonly id: string
  readonly payload: unknown
  readonly createdBy: number | null
  readonly attempt: number
  readonly lease: string
}

/** `run` numbers jobs, `turn` numbers writes: answers may come in any order. */
export type ToJobThread =
  | { readonly type: 'run'; readonly run: number; readonly job: SentJob; readonly now: number }
  | { readonly type: 'stop'; readonly run: number; readonly reason: unknown }
  /** The write gate is open: go ahead. */
  | { readonly type: 'write'; readonly turn: number }
  | { readonly type: 'close' }

export type FromJobThread =
  | { readonly type: 'progress'; readonly run: number; readonly steps: Steps }
  /** The thread is about to write and waits for `write`. */
  | { readonly type: 'wantsToWrite'; readonly turn: number }
  | { readonly type: 'wrote'; readonly turn: number }
  | { readonly type: 'done'; readonly run: number; readonly result: unknown }
  | { readonly type: 'failed'; readonly run: number; readonly failure: SentFailure }

export type Steps = readonly [done: number, total: number | null, text: string | null]

/** An error as it is sent: its class does not come with it. */
export interface SentFailure {
  readonly kind: 'expected' | 'for good' | 'unexpected'
  readonly code: string
  readonly message: string
  readonly stack: string | undefined
}
