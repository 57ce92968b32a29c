import type { Db } from '../../db/tables.ts'
import type { FormulaMetric } from '../catalogue/formula-metric.ts'

/** When a definition has to have been in force: after a snapshot, at an instant, or (null) now. */
export type DefinitionTime = { readonly snapshot: number } | { readonly instant: number } | null

/** What is stored of a custom metric's version. */
export type StoredDefinition = Pick<FormulaMetric, 'name' | 'description' | 'formula' | 'direction' | 'minimumSample'>

/** The organization's own metrics: of each the newest version by then, unless that retired it. */
export async function readCustomMetrics(
  db: Db,
  organizationId: number,
  time: DefinitionTime,
): Promise<FormulaMetric[]> {
  let query = db
    .selectFrom('metric_version')
    .select(['key', 'version', 'definition', 'retired'])
    .where('organization_id', '=', organizationId)
    .orderBy('key')
    .orderBy('version')
  if (time && 'snapshot' in time) query = query.where('since_snapshot', '<=', time.snapshot)
  else if (time) query = query.where('created_at', '<=', time.instant)
  const newest = new Map((await query.execute()).map(row => [row.key, row]))
  return [...newest.values()]
    .filter(row => row.retired === 0)
    .map(row => ({
      ...(JSON.parse(row.definition) as StoredDefinition),
      key: row.key,
      version: row.version,
      benchmarks: [],
      custom: true,
    }))
}
