import type { MetricQuery } from '../../api/operations/metrics.gen.ts'
import { dimensionNames } from './catalogue.ts'

/** What a table is called: "Gross margin and Revenue by client and month". */
export function tableTitle(names: readonly string[], groupBy: MetricQuery['groupBy']): string {
  const metrics = listed(names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names)
  const slices = (groupBy ?? []).map(dimension => dimensionNames[dimension].toLowerCase())
  return slices.length === 0 ? metrics : `${metrics} by ${listed(slices)}`
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
