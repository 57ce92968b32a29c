import type { Rect } from '../anchors/address.ts'
import type { TableModel } from '../workbook.ts'
import { knows } from './run-excel.ts'
import { rangeAt } from './table-places.ts'

const kinds = { line: 'Line', column: 'ColumnClustered', bar: 'BarClustered' } as const
const size = { rows: 15, columns: 7 }

/**
 * Draws a native chart right of a new table, with a column between. Its series are the table's columns, so that it
 * grows with it.
 */
export async function drawChart(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  all: Rect,
  { chart: wanted, columns, rows }: TableModel,
): Promise<void> {
  if (!wanted || rows.length === 0) return
  const rangeOf = (key: string, part: Partial<Rect>) => {
    const at = columns.findIndex(column => column.key === key)
    return rangeAt(sheet, { ...all, ...part, column: all.column + at, columnCount: 1 })
  }
  const body = { row: all.row + 1, rowCount: all.rowCount - 1 }
  const keys = wanted.columns.filter(key => columns.some(column => column.key === key))
  const [first, ...others] = keys
  if (first === undefined) return
  const chart = sheet.charts.add(kinds[wanted.kind], rangeOf(first, {}), 'Columns')
  chart.title.text = wanted.title
  if (knows('1.7')) {
    for (const key of others) {
      const series = chart.series.add(columns.find(column => column.key === key)?.heading ?? key)
      series.setValues(rangeOf(key, body))
    }
    if (columns.some(({ key }) => key === wanted.labels))
      for (const at of keys.keys()) chart.series.getItemAt(at).setXAxisValues(rangeOf(wanted.labels, body))
  }
  chart.legend.visible = others.length > 0
  const column = all.column + all.columnCount + 1
  chart.setPosition(
    rangeAt(sheet, { row: all.row, column, rowCount: 1, columnCount: 1 }),
    rangeAt(sheet, { row: all.row + size.rows, column: column + size.columns, rowCount: 1, columnCount: 1 }),
  )
  await context.sync()
}
