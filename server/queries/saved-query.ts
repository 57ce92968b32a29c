import type { Member } from '../access/policy.ts'
import type { MetricFilter, MetricQuery } from '../metrics/metric-query.ts'

/** A metric query that somebody keeps under a name. */
export interface SavedQueryRecord {
  readonly id: number
  readonly name: string
  readonly query: MetricQuery
  /** Whether everybody in the organization sees it. */
  readonly shared: boolean
  /** Id of the user whose it is. */
  readonly createdBy: number
  readonly createdAt: number
  readonly updatedAt: number
}

interface SavedQueryRow {
  readonly id: number
  readonly name: string
  readonly query: string
  readonly shared: number
  readonly created_by: number
  readonly created_at: number
  readonly updated_at: number
}

export const savedQueryOf = (row: SavedQueryRow): SavedQueryRecord => ({
  id: row.id,
  name: row.name,
  query: JSON.parse(row.query),
  shared: row.shared === 1,
  createdBy: row.created_by,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

/** Whether it is the viewer's own. */
export const isOwn = ({ createdBy }: { readonly createdBy: number }, { userId }: Member): boolean =>
  createdBy === userId

/** Whether the words of a query name members of staff, which takes staff:read to see. */
export const namesStaff = ({ where }: Pick<MetricQuery, 'where'>): boolean => {
  for (let filter: MetricFilter | undefined = where; filter; filter = filter.not) if (filter.staff) return true
  return false
}
