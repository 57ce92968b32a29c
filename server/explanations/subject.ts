import { BadInput } from '../errors.ts'
import { filterFields } from '../metrics/filters/filter-dimensions.ts'
import { resolvedFilter } from '../metrics/filters/resolved-filter.ts'
import type { MetricFilter } from '../metrics/metric-query.ts'
import type { Names } from '../metrics/names/names.ts'

/** What an explanation is about. */
export interface Subject {
  /** The one client it is about; null: several, or all. */
  readonly client: { readonly id: number; readonly name: string } | null
  /** The other things it is narrowed to, in words: "Microsoft 365, reactive"; "" where there are none. */
  readonly narrowed: string
}

/** What a filter selects, in words. */
export function subjectOf(where: MetricFilter | undefined, names: Names): Subject {
  if (!where) return { client: null, narrowed: '' }
  const { all } = resolvedFilter({ clients: where.clients }, names)
  const ids = [...(all[0]?.values ?? [])].map(Number)
  const name = ids.length === 1 ? names.clients.get(ids[0]!)?.name : undefined
  const client = name === undefined ? null : { id: ids[0]!, name }
  const words = filterFields.flatMap(field => {
    if (field === 'clients') return client || !where.clients ? [] : [`${ids.length} clients`]
    if (field === 'staff') return where.staff ? [`${where.staff.length} people`] : []
    return where[field] ?? []
  })
  return { client, narrowed: [...words, ...(where.not ? ['with exceptions'] : [])].join(', ') }
}

/** Throws where something is asked of a client, and the question is about all of them. */
export function requireClients(where: MetricFilter | undefined): void {
  if (!where?.clients && !where?.industries && !where?.not?.clients && !where?.not?.industries)
    throw new BadInput(
      'Explaining a value against the portfolio: the question is about the whole portfolio; filter by clients or industries',
      'IMPOSSIBLE_COMPARISON',
    )
}
