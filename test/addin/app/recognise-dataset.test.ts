import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DatasetInfo, readDatasets } from '../../../addin/app/upload/dataset-info.ts'
import { withHeading } from '../../../addin/app/upload/find-heading.ts'
import { recogniseDataset } from '../../../addin/app/upload/recognise-dataset.ts'
import type { Cells } from '../../../addin/workbook/workbook.ts'
import { type SeatServer, seatServer } from './analyst-seat.ts'

let place: SeatServer
let datasets: readonly DatasetInfo[]
beforeAll(async () => {
  place = await seatServer({}, false)
  datasets = await readDatasets((await place.seat('ANALYST')).api)
})
afterAll(() => place[Symbol.asyncDispose]())

/** A file of the fixtures as cells, its first line as header. */
function cellsOf(path: string): Cells {
  const text = readFileSync(new URL(`../../fixtures/exports/${path}`, import.meta.url), 'utf8').replace(/^\uFEFF/, '')
  const [header = [], ...rows] = parse(text, {
    relax_column_count: true,
    skip_empty_lines: false,
    delimiter: [',', ';', '\t'],
  }) as string[][]
  const width = Math.max(header.length, ...rows.map(row => row.length))
  return {
    ...{ workbook: null, sheet: 'Export', sheetId: '1', address: 'A1', hiddenRows: [] },
    header: Array.from({ length: width }, (_, at) => header[at] ?? ''),
    rows,
    rowNumbers: rows.map((_, at) => at + 2),
  }
}

test.each([
  ['classic/clients.csv', 'CLIENTS'],
  ['classic/invoices.csv', 'INVOICES'],
  ['classic/licenses.csv', 'LICENSES'],
  ['classic/time_logs.csv', 'TIME_LOGS'],
  ['connectwise/companies.csv', 'CLIENTS'],
  ['connectwise/invoices.csv', 'INVOICES'],
  ['connectwise/time-entries.csv', 'TIME_LOGS'],
  ['halopsa/invoices.csv', 'INVOICES'],
  ['pax8/subscriptions.csv', 'LICENSES'],
  ['quickbooks/sales-by-customer.csv', 'INVOICES'],
  ['spreadsheets/time-logs-serial.csv', 'TIME_LOGS'],
  ['xero/sales-invoices.csv', 'INVOICES'],
])('%s is recognised by its headings as %s', (path, kind) => {
  const cells = withHeading(cellsOf(path), datasets)
  expect(recogniseDataset(cells.header, datasets).sure).toBe(kind)
})

test('a title above the headings is left out, and rows keep their numbers', () => {
  const cells = cellsOf('classic/clients.csv')
  const blank = cells.header.map(() => null)
  const titled: Cells = {
    ...cells,
    header: cells.header.map((_, at) => (at === 0 ? 'Client list' : '')),
    rows: [blank, cells.header, ...cells.rows],
    rowNumbers: [2, 3, ...cells.rows.map((_, at) => at + 4)],
  }
  const found = withHeading(titled, datasets)
  expect(found.header).toEqual(cells.header)
  expect(found.rows).toEqual(cells.rows)
  expect(found.rowNumbers[0]).toBe(4)
})

test('what fits nothing is not guessed', () => {
  expect(recogniseDataset(['Colour', 'Shape'], datasets).sure).toBeNull()
  expect(recogniseDataset([], datasets).sure).toBeNull()
})
