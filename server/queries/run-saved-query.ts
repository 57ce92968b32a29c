import type { SqlEntityManager } from '@mikro-orm/sql'
import type { Member } from '../access/policy.ts'
import { dbOf } from '../db/tables.ts'
import { NotFound } from '../errors.ts'
import type { MetricTable } from '../metrics/metric-table.ts'
import { readMetricTable } from '../metrics/read-metric-table.ts'
import { findSavedQuery } from './read-saved-queries.ts'
import type { SavedQueryRecord } from './saved-query.ts'

/**
 * Asks a saved query as the viewer: what they may not see is refused as if they had written it themselves. Throws
 * NotFound for a name that is not there for them, and all that `readMetricTable` throws.
 * @param options.first at most so many rows, whatever the query says; null: as many as it says
 */
export async function runSavedQuery(
  em: SqlEntityManager,
  viewer: Member,
  name: string,
  { now, first }: { readonly now: number; readonly first: number | null },
): Promise<{ readonly saved: SavedQueryRecord; readonly table: MetricTable }> {
  const saved = await findSavedQuery(dbOf(em), viewer, name)
  if (!saved) throw new NotFound(`Running the saved query "${name}": there is none of that name`)
  const { query } = saved
  const bounded = first === null ? query : { ...query, first: Math.min(first, query.first ?? first) }
  return { saved, table: await readMetricTable(em, viewer, bounded, { now }) }
}
