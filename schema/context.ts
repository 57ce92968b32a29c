import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Viewer } from '../server/access/policy.ts'
import type { Accounts } from '../server/accounts/accounts.ts'
import type { SecondInterpreter } from '../server/ask/model/second-interpreter.ts'
import type { AuditRecorder } from '../server/audit/audit-recorder.ts'
import type { RefusalLog } from '../server/audit/refusal-log.ts'
import type { StateOfAnswers } from '../server/audit/state-of-answers.ts'
import type { Config } from '../server/config.ts'
import type { WriteGate } from '../server/db/write-gate.ts'
import type { Sleep } from '../server/jobs/follow-job.ts'
import type { Telemetry } from '../server/observation/telemetry.ts'
import type { Imports } from '../server/snapshots/imports.ts'
import type { Refusals } from './refusals.ts'

/** What the whole server shares. */
export interface Services {
  readonly config: Config
  readonly accounts: Accounts
  readonly gate: WriteGate
  readonly imports: Imports
  /** Writes down what anybody may try without end: so much a minute as one entry. */
  readonly refusalLog: Pick<RefusalLog, 'note'>
  /** Names the state of an organization that answers are worked out from. */
  readonly stateOfAnswers: StateOfAnswers
  /** Stores a file of an upload in the data directory until it is imported; call `discard` whatever happens. */
  readonly keepUpload: (file: ReadableStream<Uint8Array>) => Promise<KeptUpload>
  /** Asked where the rules are unsure what a question means; null: no model is set up. */
  readonly secondInterpreter: SecondInterpreter | null
  /** What those who run the server see of its work. */
  readonly telemetry: Telemetry
  /** A new id nobody can guess. */
  readonly newUid: () => string
  /** Resolves after so many milliseconds, or as soon as the signal is aborted. */
  readonly sleep: Sleep
}

export interface KeptUpload {
  readonly path: string
  readonly byteSize: number
  readonly discard: () => Promise<void>
}

/** One request: who asks, when, and what it was refused. */
export interface Context extends Services {
  readonly viewer: Viewer
  readonly sessionId: string | null
  readonly em: SqlEntityManager
  /** Milliseconds since 1970; the same for the whole request. */
  readonly now: number
  readonly requestId: string
  /** The secret in the cookie of a browser that signs in with the provider; null: it sent none. */
  readonly browser: string | null
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal
  readonly refusals: Refusals
  /** What is read of persons and what is refused, written to the audit log after the answer. */
  readonly audit: AuditRecorder
  /** Runs the work after the request is answered; the server stops only when it is done. */
  readonly later: (work: () => Promise<void>) => void
}
