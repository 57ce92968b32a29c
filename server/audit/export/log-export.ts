import type { Anchor } from '../chain-check.ts'
import type { StoredEvent } from '../event-hash.ts'

/** An export that is about to be written. */
export interface LogExport {
  readonly organization: string
  /** Milliseconds since 1970. */
  readonly exportedAt: number
  /** The filter it was asked with; null: it is the whole log. */
  readonly selection: Readonly<Record<string, unknown>> | null
  /** The log's last entry: the one about this export. */
  readonly head: Anchor
  readonly batches: AsyncIterable<readonly StoredEvent[]>
  /** Names of users by id, for sheets that people read. */
  readonly actors: ReadonlyMap<number, string>
}
