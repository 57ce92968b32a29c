import type { ImportOutcome, ImportProgress, RevertOutcome } from './import-outcome.ts'
import type { CorrectionRequest, ImportRequest, RevertRequest } from './import-request.ts'

/** Imports of this server: each runs in the worker thread with its own connection, one at a time for an organization. */
export interface Imports {
  /** Queues a sheet. The running import is found by its uid; `done` never rejects for an expected failure. */
  start(request: ImportRequest): RunningImport
  correct(request: CorrectionRequest): RunningImport
  revert(request: RevertRequest): Promise<RevertOutcome>
  /** A running import, or one that ended in the last hour, of this organization. */
  find(organizationId: number, uid: string): RunningImport | undefined
  close(): Promise<void>
}

export interface RunningImport {
  readonly uid: string
  readonly organizationId: number
  readonly progress: ImportProgress
  readonly outcome: ImportOutcome | null
  readonly done: Promise<ImportOutcome>
  /** Progress from now to the end, at most a few times a second; the last one is DONE. */
  follow(): AsyncIterable<ImportProgress>
  /** Stops it; nothing of it is left. */
  cancel(): void
}
