import type { Book } from '../../../workbook/browser/book.ts'
import type { SheetState, TableState } from '../../../workbook/browser/book-state.ts'
import { cellText } from '../../../workbook/browser/cell-text.ts'
import { cellAt } from '../../../workbook/browser/sheet-cells.ts'
import { BarChart } from '../../charts/bar-chart.tsx'
import { LineChart } from '../../charts/line-chart.tsx'
import { Card } from '../../components/card.tsx'
import { useBook } from '../../grid/use-book.ts'

/** More bars than these are no picture any more. */
const MOST_BARS = 24

/** The charts of the tables on a sheet, drawn from their cells as they stand. Saved workbooks have them as Excel's own. */
export function TableCharts({ book, sheetId }: { readonly book: Book; readonly sheetId: string }) {
  useBook(book)
  const sheet = book.sheet(sheetId)
  const tables = book.state.tables.filter(table => table.sheetId === sheetId && table.chart !== null)
  if (!sheet || tables.length === 0) return null
  return (
    <div class="page-halves">
      {tables.map(table => (
        <TableChart key={table.id} sheet={sheet} table={table} />
      ))}
    </div>
  )
}

function TableChart({ sheet, table }: { readonly sheet: SheetState; readonly table: TableState }) {
  const { chart, top, left, columnKeys, rowKeys, written } = table
  if (!chart || rowKeys.length === 0) return null
  const columnOf = (key: string) => left + columnKeys.indexOf(key)
  const formatOf = (key: string) => written.columns.find(column => column.key === key)?.numberFormat ?? null
  const headingOf = (key: string) => String(cellAt(sheet, top, columnOf(key)) ?? key)
  const columns = chart.columns.filter(key => columnKeys.includes(key))
  const [first] = columns
  if (first === undefined) return null
  const rows = [...rowKeys.keys()].map(index => top + 1 + index)
  const labelOf = (row: number) => cellText(cellAt(sheet, row, columnOf(chart.labels)), null)
  const numberAt = (row: number, key: string) => {
    const value = cellAt(sheet, row, columnOf(key))
    return typeof value === 'number' ? value : null
  }
  const textOf = (row: number, key: string) => cellText(numberAt(row, key), formatOf(key)) || 'no value'
  const axis = (value: number) => value.toLocaleString('en-US', { notation: 'compact', maximumFractionDigits: 1 })
  if (chart.kind === 'line')
    return (
      <Card title={chart.title}>
        <LineChart
          title={chart.title}
          titleHidden
          labels={rows.map(labelOf)}
          series={columns.map(key => ({
            ...{ key, label: headingOf(key) },
            points: rows.map(row => ({ value: numberAt(row, key), text: textOf(row, key) })),
          }))}
          format={axis}
        />
      </Card>
    )
  const shown = rows.slice(0, MOST_BARS)
  return (
    <Card
      title={chart.title}
      note={`${headingOf(first)}${rows.length > shown.length ? `: the first ${shown.length} of ${rows.length} rows` : ''}`}
    >
      <BarChart
        title={chart.title}
        titleHidden
        bars={shown.map(row => ({
          ...{ key: `${row}`, label: labelOf(row), values: [numberAt(row, first)], text: textOf(row, first) },
        }))}
        parts={[headingOf(first)]}
        along={headingOf(chart.labels)}
        format={axis}
      />
    </Card>
  )
}
