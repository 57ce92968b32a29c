import { expect, test } from 'vitest'
import { suggestChart } from '../../../addin/app/metrics/suggest-chart.ts'
import type { TableColumn, TableRow } from '../../../addin/workbook/workbook.ts'

const column = (key: string, kind: TableColumn['kind'], numberFormat: string | null = null): TableColumn => ({
  ...{ key, kind, numberFormat },
  heading: key,
})
const money = column('revenue', 'metric', '#,##0.00')
const percent = column('margin', 'metric', '0.0" %"')
const client = column('client', 'dimension', '@')
const month = column('month', 'dimension', '@')
const rowsOf = (...cells: readonly (string | number)[][]): TableRow[] =>
  cells.map((each, at) => ({ key: String(at), cells: each }))

test('time is a line, short names are columns, long names are bars', () => {
  const months = rowsOf(['2026-05', 1], ['2026-06', 2])
  expect(suggestChart(['MONTH'], [month, money], months)).toMatchObject({ kind: 'line', labels: 'month' })
  expect(suggestChart(['CLIENT'], [client, money], rowsOf(['Acme', 1], ['Bolt', 2]))).toMatchObject({ kind: 'column' })
  const long = rowsOf(['Anchor Bay Marine Supply', 1], ['Bolt', 2])
  expect(suggestChart(['CLIENT'], [client, money], long)).toMatchObject({ kind: 'bar', labels: 'client' })
})

test('only metrics of one unit share a chart, and it is called after them', () => {
  const rows = rowsOf(['Acme', 1, 50], ['Bolt', 2, 60])
  expect(suggestChart(['CLIENT'], [client, money, percent], rows)).toMatchObject({
    columns: ['revenue'],
    title: 'revenue by client',
  })
})

test('one client over months is a line; two clients over months are labelled by client', () => {
  const one = rowsOf(['Acme', '2026-05', 1], ['Acme', '2026-06', 2])
  expect(suggestChart(['CLIENT', 'MONTH'], [client, month, money], one)).toMatchObject({
    kind: 'line',
    labels: 'month',
  })
  const two = [...one, ...rowsOf(['Bolt', '2026-05', 1])]
  expect(suggestChart(['CLIENT', 'MONTH'], [client, month, money], two)).toMatchObject({
    kind: 'column',
    labels: 'client',
  })
})

test('nothing is drawn of a total, of one row, or of more than can be read', () => {
  expect(suggestChart([], [money], rowsOf([1]))).toBeNull()
  expect(suggestChart(['CLIENT'], [client, money], rowsOf(['Acme', 1]))).toBeNull()
  const many = rowsOf(...Array.from({ length: 61 }, (_, at) => [`Client ${at}`, at]))
  expect(suggestChart(['CLIENT'], [client, money], many)).toBeNull()
})
