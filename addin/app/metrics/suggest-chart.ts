import type { Dimension } from '../../api/operations/metrics.gen.ts'
import type { TableChart, TableColumn, TableRow } from '../../workbook/workbook.ts'
import { timeDimensions } from './catalogue.ts'

/** A chart with more marks than this is read by nobody. */
const MOST_ROWS = 60
const MOST_SERIES = 4

/**
 * The chart that fits a table: a line over time, bars for long names, columns otherwise. None where rows stand for two
 * things at once (client and month), unless one of them has a single member, or where there is too much to read.
 */
export function suggestChart(
  title: string,
  groupBy: readonly Dimension[],
  columns: readonly TableColumn[],
  rows: readonly TableRow[],
): TableChart | null {
  const metrics = columns.filter(column => column.kind === 'metric')
  const [first] = metrics
  if (!first || rows.length < 2 || rows.length > MOST_ROWS || groupBy.length === 0) return null
  const varying = groupBy.filter((_, at) => new Set(rows.map(row => row.cells[at])).size > 1)
  const [dimension] = varying
  if (varying.length !== 1 || dimension === undefined) return null
  const labels = columns[groupBy.indexOf(dimension)]?.key
  if (labels === undefined) return null
  const sameUnit = metrics.filter(metric => metric.numberFormat === first.numberFormat).slice(0, MOST_SERIES)
  const long = rows.some(row => String(row.cells[groupBy.indexOf(dimension)] ?? '').length > 12)
  const kind = timeDimensions.includes(dimension) ? 'line' : long ? 'bar' : 'column'
  return { kind, title, columns: sameUnit.map(({ key }) => key), labels }
}
