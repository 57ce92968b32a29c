import type { SqlEntityManager } from '@mikro-orm/sql'
import type { QuickReads } from '../db/quick-reads.ts'
import type { WriteGate } from '../db/write-gate.ts'
import type { Randomness } from './randomness.ts'

/** What signing in and keys need: the database, its gate for writers, the keys, randomness, lifetimes. */
export interface Accounts {
  readonly em: SqlEntityManager
  readonly gate: WriteGate
  /** Looks up who asks: one statement for each request. */
  readonly reads: QuickReads
  readonly signingKey: Uint8Array
  /** Seals what must be read again: secrets of second factors. */
  readonly secretsKey: Uint8Array
  readonly random: Randomness
  /** Milliseconds. */
  readonly accessTokenLife: number
  /** Milliseconds. */
  readonly sessionLife: number
}
