import type { SqlEntityManager } from '@mikro-orm/sql'
import type { WriteGate } from '../db/write-gate.ts'
import type { Randomness } from './randomness.ts'

/** What signing in and keys need: the database, its gate for writers, the signing key, randomness, lifetimes. */
export interface Accounts {
  readonly em: SqlEntityManager
  readonly gate: WriteGate
  readonly signingKey: Uint8Array
  readonly random: Randomness
  /** Milliseconds. */
  readonly accessTokenLife: number
  /** Milliseconds. */
  readonly sessionLife: number
}
