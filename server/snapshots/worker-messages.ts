import type { DatabaseLocation } from '../db/database.ts'
import type { ImportOutcome, ImportProgress, RevertOutcome } from './import-outcome.ts'
import type { CorrectionRequest, ImportRequest, RevertRequest } from './import-request.ts'
import type { ImportLimits } from './importing/import-context.ts'

/** What the import worker is started with. */
export interface WorkerSettings {
  readonly location: DatabaseLocation
  readonly limits: ImportLimits
  /** One 32-bit number: not 0 asks the running job to stop. Shared memory reaches a worker that is busy. */
  readonly stop: SharedArrayBuffer
  readonly inBackground: boolean
}

export type Job =
  | { readonly kind: 'import'; readonly request: ImportRequest }
  | { readonly kind: 'correct'; readonly request: CorrectionRequest }
  | { readonly kind: 'revert'; readonly request: RevertRequest }

export type ToWorker =
  | { readonly type: 'run'; readonly job: Job; readonly now: number }
  /** The write gate is open: go ahead. */
  | { readonly type: 'write' }
  | { readonly type: 'close' }

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly progress: ImportProgress }
  /** The worker is about to write and waits for `write`. */
  | { readonly type: 'wantsToWrite' }
  | { readonly type: 'wrote' }
  | { readonly type: 'done'; readonly outcome: ImportOutcome | RevertOutcome }
  /** An unexpected failure: nothing was stored. */
  | { readonly type: 'failed'; readonly message: string; readonly stack: string | undefined }
