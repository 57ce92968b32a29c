import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../db/tables.ts'
import type { StoredEvent } from './event-hash.ts'

/** So many entries are in memory at a time. */
const BATCH = 1000

/**
 * The entries of a log from the first to the last, in batches; whatever stands in the table, numbers that no log has
 * included.
 * @param upTo the last number to read; entries appended meanwhile are left out
 */
export async function* eventBatches(
  db: Db,
  organizationId: number,
  { matching = sql`1 = 1`, upTo = Number.MAX_SAFE_INTEGER }: { matching?: RawBuilder<SqlBool>; upTo?: number } = {},
): AsyncGenerator<readonly StoredEvent[]> {
  let after: number | null = null
  while (true) {
    let query = db
      .selectFrom('audit_event')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('seq', '<=', upTo)
      .where(matching)
    if (after !== null) query = query.where('seq', '>', after)
    const batch: StoredEvent[] = await query.orderBy('seq').limit(BATCH).execute()
    if (batch.length > 0) yield batch
    if (batch.length < BATCH) return
    after = batch.at(-1)?.seq ?? null
  }
}
