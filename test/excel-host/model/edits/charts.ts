import { isBlank } from '../cell.ts'
import { Chart, type ChartSeries } from '../chart.ts'
import { type Rectangle, rectangle } from '../rectangle.ts'
import type { Sheet } from '../sheet.ts'

/** A chart of a block of cells: a series for each column (or row); texts beside and above become labels and names. */
export function addChart(
  sheet: Sheet,
  kind: string,
  source: { readonly sheet: Sheet; readonly block: Rectangle },
  by: string,
): Chart {
  const { workbook } = sheet
  const number = workbook.nextNumber()
  const chart = new Chart(`{chart-${number}}`, sheet, freeName(sheet), kind)
  chart.series = seriesOf(source.sheet, source.block, by)
  const [only] = chart.series
  if (chart.series.length === 1 && only?.name) chart.title = only.name
  workbook.journal.set(workbook, 'charts', [...workbook.charts, chart])
  workbook.tell({ kind: 'other' })
  return chart
}

function freeName(sheet: Sheet): string {
  let number = 1
  while (sheet.workbook.charts.some(chart => chart.sheet === sheet && chart.name === `Chart ${number}`)) number++
  return `Chart ${number}`
}

export function seriesOf(sheet: Sheet, block: Rectangle, by: string): ChartSeries[] {
  sheet.workbook.calculator.ensure()
  const rows = by === 'Rows' || (by === 'Auto' && block.width > block.height)
  const isText = (row: number, column: number): boolean => {
    const value = sheet.value(row, column)
    return typeof value === 'string' || isBlank(sheet.cell(row, column))
  }
  const { row, column, height, width } = block
  const header = height > 1 && Array.from({ length: width }, (_, c) => isText(row, column + c)).every(Boolean) ? 1 : 0
  const labels =
    width > 1 && Array.from({ length: height - header }, (_, r) => isText(row + header + r, column)).every(Boolean)
      ? 1
      : 0
  if (rows)
    return Array.from({ length: height - header }, (_, r) => ({
      id: r + 1,
      name: labels ? String(sheet.value(row + header + r, column) ?? '') : null,
      values: { sheet, block: rectangle(row + header + r, column + labels, 1, width - labels) },
      labels: header ? { sheet, block: rectangle(row, column + labels, 1, width - labels) } : null,
      color: null,
    }))
  return Array.from({ length: width - labels }, (_, c) => ({
    id: c + 1,
    name: header ? String(sheet.value(row, column + labels + c) ?? '') : null,
    values: { sheet, block: rectangle(row + header, column + labels + c, height - header, 1) },
    labels: labels ? { sheet, block: rectangle(row + header, column, height - header, 1) } : null,
    color: null,
  }))
}
