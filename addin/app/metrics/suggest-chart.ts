import type { Dimension } from '../../api/operations/metrics.gen.ts'
import type { TableChart, TableColumn, TableRow } from '../../workbook/workbook.ts'
import { timeDimensions } from './catalogue.ts'
import { tableTitle } from './table-title.ts'

/** A chart with more marks than this is read by nobody; fewer, where each stands for two things at once. */
const MOST_ROWS = 60
const MOST_PAIRS = 36
const MOST_SERIES = 4

/**
 * The chart that fits a table: a line over time, bars for long names, columns otherwise. Rows that stand for two things
 * at once (client and month) are labelled by the first of them, as they stand together. None where they stand for more,
 * or where there is too much to read.
 */
export function suggestChart(
  groupBy: readonly Dimension[],
  columns: readonly TableColumn[],
  rows: readonly TableRow[],
): TableChart | null {
  const metrics = columns.filter(column => column.kind === 'metric')
  const [first] = metrics
  if (!first || rows.length < 2 || rows.length > MOST_ROWS || groupBy.length === 0) return null
  const varying = groupBy.filter((_, at) => new Set(rows.map(row => row.cells[at])).size > 1)
  const [dimension] = varying
  if (dimension === undefined || varying.length > 2 || (varying.length === 2 && rows.length > MOST_PAIRS)) return null
  const labels = columns[groupBy.indexOf(dimension)]?.key
  if (labels === undefined) return null
  const sameUnit = metrics.filter(metric => metric.numberFormat === first.numberFormat).slice(0, MOST_SERIES)
  const long = rows.some(row => String(row.cells[groupBy.indexOf(dimension)] ?? '').length > 12)
  const inTime = varying.length === 1 && timeDimensions.includes(dimension)
  const kind = inTime ? 'line' : long && varying.length === 1 ? 'bar' : 'column'
  const title = tableTitle(
    sameUnit.map(({ heading }) => heading),
    groupBy,
  )
  return { kind, title, columns: sameUnit.map(({ key }) => key), labels }
}
