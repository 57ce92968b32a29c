import type { Api, RequestOptions } from '../../api/api.ts'
import { type Dimension, members } from '../../api/operations/metrics.gen.ts'

export interface Member {
  /** What a filter takes. */
  readonly value: string
  readonly label: string
}

/** The members of a dimension that a metric has ever had a value for, by name: to filter by. Blanks are left out. */
export async function readMembers(
  api: Api,
  metric: string,
  dimension: Dimension,
  options?: RequestOptions,
): Promise<readonly Member[]> {
  const query = { metrics: [metric], groupBy: [dimension], period: { named: 'ALL' }, first: 1000 } as const
  const { rows } = (await api.request(members, { query }, options)).metrics
  return rows.flatMap(({ dimensions: [value] }) =>
    value?.key ? [{ value: dimension === 'CLIENT' ? value.key : value.label, label: value.label }] : [],
  )
}
