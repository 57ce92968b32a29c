import type { MetricQuery, MetricsQuery } from '../../api/operations/metrics.gen.ts'
import type { CellValue, Provenance, TableColumn, TableModel, TableRow } from '../../workbook/workbook.ts'
import { numberFormat } from './number-format.ts'
import { suggestChart } from './suggest-chart.ts'
import { tableTitle } from './table-title.ts'
import { cellValue, type MetricCell, trustMark } from './trust-mark.ts'

export type MetricAnswer = MetricsQuery['metrics']

export interface PulledBy {
  /** Who asks, by address. */
  readonly user: string
  /** Origin of the server. */
  readonly server: string
  /** The organization they ask in. */
  readonly organization?: Provenance['organization']
  /** ISO 8601. */
  readonly now: string
}

/**
 * An answer as a table of the workbook. Keys of columns and rows are the server's, so that a later answer meets them;
 * dimensions are text ("@"), so that 2026-08 stays a month and a name that looks like a formula stays a name.
 */
export function metricTableModel(
  answer: MetricAnswer,
  query: MetricQuery,
  by: PulledBy,
  { chart, frozen = false }: { readonly chart: boolean; readonly frozen?: boolean },
): TableModel {
  const columns = answer.columns.map(columnOf)
  const rows = answer.rows.map(row => rowOf(row, answer.columns))
  const names = answer.columns.filter(column => column.kind === 'METRIC').map(column => column.label)
  const title = tableTitle(names, query.groupBy)
  const suggested = chart ? suggestChart(query.groupBy ?? [], columns, rows) : null
  return {
    title,
    columns,
    rows,
    provenance: {
      request: { kind: 'metrics', query: { ...query } },
      definitions: Object.fromEntries(answer.totals.values.map(({ metric }) => [metric.key, metric.version])),
      snapshot: answer.snapshots.reduce<number | null>((last, { number }) => Math.max(last ?? 0, number), null),
      asOf: answer.asOf,
      period: { from: answer.period.from, to: answer.period.to },
      pulledAt: by.now,
      pulledBy: by.user,
      frozen,
      ...sourceOf(by),
    },
    ...(suggested === null ? {} : { chart: suggested }),
  }
}

/** Where numbers come from, as provenance keeps it. */
export const sourceOf = ({ server, organization }: PulledBy): Pick<Provenance, 'server' | 'organization'> => ({
  server,
  ...(organization ? { organization } : {}),
})

function columnOf(column: MetricAnswer['columns'][number]): TableColumn {
  const { key, label: heading } = column
  if (column.kind === 'DIMENSION') return { key, heading, kind: 'dimension', numberFormat: '@' }
  const kind = column.kind === 'METRIC' ? 'metric' : 'change'
  return { key, heading, kind, numberFormat: numberFormat(column) }
}

function rowOf(row: MetricAnswer['rows'][number], columns: MetricAnswer['columns']): TableRow {
  const cells: CellValue[] = row.dimensions.map(({ label }) => label)
  const marks: ReturnType<typeof trustMark>[] = row.dimensions.map(() => null)
  let at = -1
  for (const { key, kind } of columns.slice(row.dimensions.length)) {
    if (kind === 'METRIC') at++
    const value = row.values[at]
    if (!value) continue
    cells.push(kind === 'METRIC' ? cellValue(value) : changeOf(value, key))
    marks.push(kind === 'METRIC' ? trustMark(value) : null)
  }
  return { key: row.key === '' ? 'all' : row.key, cells, ...(marks.some(mark => mark !== null) ? { marks } : {}) }
}

/** The columns beside a compared metric end in what they are. */
function changeOf({ baseline, change, changePct }: MetricCell, key: string): number | null {
  if (key.endsWith('_baseline')) return baseline
  return key.endsWith('_change_pct') ? changePct : change
}
