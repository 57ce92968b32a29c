import { minorDigits } from '../../datasets/currency.ts'
import { addRows, type TimedRow } from '../grid/add-rows.ts'
import type { Grid } from '../grid/grid.ts'
import { addMonths } from '../months/add-months.ts'
import type { MonthTable } from '../months/month-table.ts'
import type { ForeignInvoiceSums, InvoiceSums, PendingSums } from '../sql/invoice-queries.ts'
import type { invoiceSums } from '../sql/month-change-queries.ts'
import type { ExchangeRates } from './exchange-rates.ts'

/** Adds invoices of the base currency. */
export function addInvoices(grid: Grid, rows: readonly InvoiceSums[]): void {
  addRows(
    grid,
    'invoices',
    rows.filter(row => row.rows !== 0),
    {
      rows: row => row.rows,
      converted: row => row.rows,
      net: row => row.net,
      tax: row => row.tax,
      taxUnknown: row => row.rows - row.tax_rows,
      billed: row => row.billed,
      paid: row => row.paid,
      overdue: row => row.overdue,
    },
  )
}

/** The same from the rollup by client, month and service line. */
export function addInvoiceMonths(grid: Grid, table: MonthTable, chosen: Int32Array): void {
  const sums = table.sums as Readonly<Record<(typeof invoiceSums)[number], Float64Array>>
  const { rows, net, tax, tax_unknown: taxUnknown, billed, paid, overdue } = sums
  addMonths(grid, 'invoices', table, chosen, { rows, converted: rows, net, tax, taxUnknown, billed, paid, overdue })
}

/** Adds pending invoices past due, which the rollup has as billed only. */
export function addPendingOverdue(grid: Grid, rows: readonly PendingSums[]): void {
  addRows(grid, 'invoices', rows, { overdue: row => row.overdue })
}

/**
 * Adds invoices of other currencies at the rate of their day, exactly. Those without a rate count as invoices and as
 * `unconverted`, and add no amount.
 */
export function addForeignInvoices(
  grid: Grid,
  rows: readonly ForeignInvoiceSums[],
  rates: ExchangeRates,
  baseCurrency: string,
  byDay: boolean,
): void {
  const priced = rows.map(row => ({ row, rate: rates.rate(row.currency, baseCurrency, row.day) }))
  const timed = priced.map(({ row: { day, ...row }, rate }) => ({ ...row, ...(byDay ? { day } : {}), rate }))
  type Priced = (typeof timed)[number] & TimedRow
  addRows<Priced>(
    grid,
    'invoices',
    timed,
    {
      rows: row => row.rows,
      converted: row => (row.rate ? row.rows : 0),
      unconverted: row => (row.rate ? 0 : row.rows),
      taxUnknown: row => (row.rate ? row.rows - row.tax_rows : row.rows),
    },
    (sums, cell, { rate, currency, ...row }) => {
      if (!rate) return
      const top = rate.n * 10n ** BigInt(minorDigits(baseCurrency))
      const bottom = rate.d * 10n ** BigInt(minorDigits(currency))
      for (const slot of ['net', 'tax', 'billed', 'paid', 'overdue'] as const)
        if (row[slot] !== 0) sums.fraction(slot, cell).addLarge(BigInt(row[slot]) * top, bottom)
    },
  )
}
