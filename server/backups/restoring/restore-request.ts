import type { CheckedBackup } from './check-restored.ts'
import type { EndingAccess, RestoredAccess } from './end-access.ts'

export interface RestoreRequest extends EndingAccess {
  readonly backup: string
  readonly passphrase: string | null
  /** Where the keys go, and where an embedded database is. */
  readonly dataDir: string
  /** Moves what is there aside; else it is refused. */
  readonly replace: boolean
  /** A random name: nobody else uses it. */
  readonly uid: string
}

export interface Restored extends CheckedBackup {
  /** The database, without a password. */
  readonly into: string
  readonly keys: readonly string[]
  readonly access: readonly RestoredAccess[]
  /** Where what was there is now; null: nothing was. */
  readonly movedAside: string | null
}

/** What is being done, for people. */
export type RestoreProgress = (step: string) => void

/** A name for what is moved aside: before-restore-20261121T182000123Z. */
export const asideName = (now: number): string =>
  `before-restore-${new Date(now).toISOString().replaceAll(/[-:.]/g, '')}`
