import type { MetricQuery } from '../../api/operations/metrics.gen.ts'
import type { PulledTable, Selection } from '../../workbook/workbook.ts'
import { type Asking, otherSource } from '../tables/other-source.ts'
import { type ExplainTarget, rowTarget } from './row-target.ts'

/**
 * What the selected cell is: the number of which metric, of what, when. Keys decide, not what stands in the cells; a
 * number that a person typed, or that comes from elsewhere, is none that could be explained here.
 */
export function explainTarget(selection: Selection | null, tables: readonly PulledTable[], by: Asking): ExplainTarget {
  const pulled = selection?.pulled
  if (!pulled) return none('Select a number in a table that MoatMetrics wrote.')
  const table = tables.find(({ id }) => id === pulled.tableId)
  if (!table) return none('The table of this cell is not one that MoatMetrics wrote into this workbook.')
  const { request, period, frozen, asOf } = table.provenance
  if (request.kind !== 'metrics')
    return none('This table is an explanation already. Select a number of a metric table.')
  const elsewhere = otherSource(table.provenance, by)
  if (elsewhere !== null) return none(`This table cannot be explained here: ${elsewhere}.`)
  const query = request.query as unknown as MetricQuery
  const metric = query.metrics.find(
    key => pulled.columnKey === key || suffixes.some(suffix => pulled.columnKey === `${key}${suffix}`),
  )
  if (metric === undefined) return none('This column names things. Select a number beside it.')
  if (pulled.rowKey === null) return none('This row is not one that MoatMetrics wrote. Select a number of another row.')
  const edit = table.edits.find(({ rowKey, columnKey }) => rowKey === pulled.rowKey && columnKey === pulled.columnKey)
  if (edit)
    return none(
      `The number in ${edit.address} was changed by hand; MoatMetrics wrote ${edit.was ?? 'nothing'} there. Undo that, or refresh the table.`,
    )
  const target = rowTarget(query, period, { rowKey: pulled.rowKey, metric })
  if (target.kind === 'none' || !frozen) return target
  return { kind: 'input', input: { ...target.input, asOf: { instant: asOf } } }
}

const suffixes = ['_baseline', '_change', '_change_pct']

const none = (reason: string): ExplainTarget => ({ kind: 'none', reason })
