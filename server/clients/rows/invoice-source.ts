import { sql } from 'kysely'
import { invoices } from '../../datasets/invoices.ts'
import type { RowSource } from './row-source.ts'
import { termJoin } from './term-join.ts'

export const invoiceSource: RowSource = {
  dataset: invoices,
  table: 'invoice_row',
  key: ['month', 'day', 'snapshot', 'row'],
  names: { columns: sql`, service_line.label as service_line`, joins: termJoin('service_line', 'service_line_id') },
  values: {
    client: row => row.client_id ?? null,
    invoice_number: row => row.invoice_number ?? null,
    date: row => row.day ?? null,
    due_date: row => row.due_day ?? null,
    currency: row => row.currency ?? null,
    status: row => row.status ?? null,
    subtotal: row => row.net ?? null,
    tax_amount: row => row.tax ?? null,
    total_amount: row => row.total ?? null,
    service_line: row => row.service_line ?? null,
    lines_json: row => (typeof row.lines === 'string' ? JSON.parse(row.lines) : null),
  },
}
