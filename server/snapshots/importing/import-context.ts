import type { SqlEntityManager } from '@mikro-orm/sql'
import type { ImportProgress } from '../import-outcome.ts'

export interface ImportLimits {
  readonly maxBytes: number
  readonly maxRows: number
  /** Sheets of lower quality are refused; 0: none is. */
  readonly minQuality: number
}

/** The surroundings of one import: its own connection, the clock, and the ways out. */
export interface ImportContext {
  /** Opens a unit of work on the import's own single connection. */
  readonly em: SqlEntityManager
  readonly now: number
  readonly limits: ImportLimits
  readonly report: (stage: ImportProgress['stage'], rows: number, total: number | null) => void
  /** Throws Cancelled once somebody has asked to stop. */
  readonly checkCancelled: () => void
  readonly signal: AbortSignal
  /** Runs what writes while nobody else of this process does. */
  readonly whileWriting: <T>(write: () => Promise<T>) => Promise<T>
}

/** Somebody stopped the import. */
export class Cancelled extends Error {
  constructor() {
    super('The upload was cancelled; nothing of it was stored')
  }
}

/** Another process changed the data between comparing and storing: the comparison has to be done again. */
export class DataMoved extends Error {}
