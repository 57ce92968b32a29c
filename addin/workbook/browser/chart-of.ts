import type { SheetChart } from 'hucre/xlsx'
import { areaAddress } from './address.ts'
import type { SheetState, TableState } from './book-state.ts'
import { tableArea } from './table-area.ts'

/** The chart of a table as Excel draws it, to the right of the table and of whatever else is there. */
export function chartOf(sheet: SheetState, table: TableState): SheetChart[] {
  const { chart, columnKeys } = table
  const { top, left, bottom } = tableArea(table)
  if (!chart || bottom === top) return []
  const columnOf = (key: string) => (columnKeys.includes(key) ? left + columnKeys.indexOf(key) : null)
  const name = `'${sheet.name.replaceAll("'", "''")}'`
  const range = (column: number) =>
    `${name}!${areaAddress({ top: top + 1, left: column, bottom, right: column }).replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')}`
  const labels = columnOf(chart.labels)
  const series = chart.columns.flatMap(key => {
    const column = columnOf(key)
    const heading = table.written.columns.find(each => each.key === key)?.heading
    if (column === null) return []
    const values = range(column)
    return {
      values,
      ...(heading === undefined ? {} : { name: heading }),
      ...(labels === null ? {} : { categories: range(labels) }),
    }
  })
  if (series.length === 0) return []
  const beside = Math.max(0, ...sheet.rows.slice(top, top + 20).map(row => row.length)) + 1
  const anchor = { from: { row: top, col: beside }, to: { row: top + 18, col: beside + 8 } }
  return [{ type: chart.kind, title: chart.title, series, anchor }]
}
