import type { SqlEntityManager } from '@mikro-orm/sql'
import type { ImportProgress } from '../import-outcome.ts'
import type { Copying } from './columns/store-columns.ts'
import type { ImportHelper } from './thread/import-helper.ts'

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
  /** Compares and stores by tables, row by row read with care, what would go by columns: the way that those are held to. */
  readonly plainly?: true
  /** Bytes of a file from which a second thread helps; unset: 8 MiB, where there is a second processor. */
  readonly helpedBytes?: number
  /** Rows that are kept in memory at once; unset: 131,072. */
  readonly chunkRows?: number
  /** How rows in memory are stored; unset: as it is fastest. */
  readonly copying?: Copying
}

/** The surroundings with the second thread of one attempt, where it has one. */
export interface HelpedContext extends ImportContext {
  readonly helper: ImportHelper | null
}

/** Somebody stopped the import. */
export class Cancelled extends Error {
  constructor() {
    super('The upload was cancelled; nothing of it was stored')
  }
}

/** Rows further on are written otherwise than the first ones: the sheet has to be looked at as a whole. */
export class MisleadingSample extends Error {}

/** Another process changed the data between comparing and storing: the comparison has to be done again. */
export class DataMoved extends Error {}
