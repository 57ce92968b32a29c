import type { ExplainAgainst, ExplainInput } from '../../api/operations/explain.gen.ts'
import type { Comparison, Dimension, MetricFilter, MetricQuery } from '../../api/operations/metrics.gen.ts'
import type { PulledTable, Selection } from '../../workbook/workbook.ts'
import { timeDimensions } from '../metrics/catalogue.ts'
import { filterOf } from '../metrics/metric-form.ts'
import { rowKeyParts } from '../metrics/row-key.ts'

/** A cell that can be explained, or why it cannot. */
export type ExplainTarget =
  | { readonly kind: 'input'; readonly input: ExplainInput }
  | { readonly kind: 'none'; readonly reason: string }

/** What the selected cell is: the number of which metric, of what, when. Keys decide, not what stands in the cells. */
export function explainTarget(selection: Selection | null, tables: readonly PulledTable[]): ExplainTarget {
  const pulled = selection?.pulled
  if (!pulled) return none('Select a number in a table that MoatMetrics wrote.')
  const table = tables.find(({ id }) => id === pulled.tableId)
  if (!table) return none('The table of this cell is not one that MoatMetrics wrote into this workbook.')
  const { request, period } = table.provenance
  if (request.kind !== 'metrics')
    return none('This table is an explanation already. Select a number of a metric table.')
  const query = request.query as unknown as MetricQuery
  const metric = query.metrics.find(
    key => pulled.columnKey === key || suffixes.some(suffix => pulled.columnKey === `${key}${suffix}`),
  )
  if (metric === undefined) return none('This column names things. Select a number beside it.')
  if (pulled.rowKey === null) return none('This row is not one that MoatMetrics wrote. Select a number of another row.')
  const groupBy = query.groupBy ?? []
  const parts = rowKeyParts(pulled.rowKey, groupBy.length)
  const of = Object.fromEntries(groupBy.map((dimension, at) => [dimension, parts[at] ?? '']))
  const blank = groupBy.find(dimension => of[dimension] === '')
  if (blank !== undefined && groupBy.length > 0)
    return none('This row is about what has no name. A number without it can be explained.')
  const time = timeDimensions.map(dimension => of[dimension]).find(key => key !== undefined)
  const where = { ...(query.where ?? {}), ...filterOf(namesOf(of)) }
  return {
    kind: 'input',
    input: {
      metric,
      against: query.compareTo ? againstOf[query.compareTo] : 'PREVIOUS_PERIOD',
      ...(Object.keys(where).length === 0 ? {} : { where: where as MetricFilter }),
      ...(time !== undefined ? { period: { named: time } } : period ? { period: { between: period } } : {}),
      ...(table.provenance.frozen ? { asOf: { instant: table.provenance.asOf } } : {}),
    },
  }
}

const suffixes = ['_baseline', '_change', '_change_pct']
const againstOf: Readonly<Record<Comparison, ExplainAgainst>> = {
  PREVIOUS_PERIOD: 'PREVIOUS_PERIOD',
  SAME_PERIOD_LAST_YEAR: 'SAME_PERIOD_LAST_YEAR',
  PORTFOLIO: 'PORTFOLIO',
  BUDGET: 'BUDGET',
}

const namesOf = (of: Readonly<Record<string, string>>): Partial<Record<Dimension, readonly string[]>> =>
  Object.fromEntries(Object.entries(of).map(([dimension, key]) => [dimension, [key]]))

const none = (reason: string): ExplainTarget => ({ kind: 'none', reason })
