import { parse } from 'csv-parse/sync'
import { sampleMsp } from '../../../server/demo/sample-msp.ts'
import type { HostSettings } from '../page/host-settings.ts'

type Rows = (string | number | null)[][]

const rowsOf = (text: string): Rows => parse(text, { relax_column_count: true })
const empty = (value: string | number | null): string | number | null => (value === '' ? null : value)

/**
 * What an analyst has open: exports of three tools as they come. Clients with blanks and stray spaces, the last months
 * of invoices with some cells that cannot be read, time entries with the mistakes that people make.
 * @param today days since 1970-01-01
 */
export function messySheets(today: number): HostSettings['samples'] {
  const files = new Map(sampleMsp(today).map(({ dataset, text }) => [dataset, rowsOf(text)]))
  const clients = files.get('CLIENTS') ?? []
  const invoices = lastRows(files.get('INVOICES') ?? [], 240)
  const timeLogs = lastRows(files.get('TIME_LOGS') ?? [], 400)
  spoil(clients, 3, 0, value => `  ${value} `)
  spoil(invoices, 12, columnLike(invoices, /date/i), () => '31.13.2026')
  spoil(invoices, 40, columnLike(invoices, /total|amount/i), () => 'see attachment')
  spoil(invoices, 77, columnLike(invoices, /client|customer|company/i), () => 'Harbour Dental Group')
  return [
    { name: 'PSA companies', rows: clean(clients) },
    { name: 'Accounting invoices', rows: clean(invoices) },
    { name: 'PSA time entries', rows: clean(timeLogs) },
  ]
}

function lastRows(rows: Rows, count: number): Rows {
  const [header = [], ...rest] = rows
  return [header, ...rest.slice(-count)]
}

const columnLike = (rows: Rows, pattern: RegExp): number =>
  Math.max(0, rows[0]?.findIndex(heading => pattern.test(String(heading))) ?? 0)

function spoil(rows: Rows, row: number, column: number, change: (value: string) => string): void {
  const line = rows[row]
  if (line) line[column] = change(String(line[column] ?? ''))
}

const clean = (rows: Rows): Rows => rows.map(row => row.map(empty))
