import { ExchangeRates } from '../facts/exchange-rates.ts'
import { type InvoicedItem, invoicedItems } from '../facts/invoiced-items.ts'
import { resolvedFilter } from '../filters/resolved-filter.ts'
import { invoiceLineQuery } from '../sql/invoice-line-query.ts'
import type { Answer } from './answer.ts'
import type { Reading } from './reading.ts'

/** What was invoiced line by line in the period of an answer, for what its filter selects. */
export async function readInvoicedItems(
  reading: Reading,
  { plan, names, period }: Answer,
): Promise<ReadonlyMap<string, InvoicedItem>> {
  const filter = resolvedFilter(plan.query.where, names)
  // Invoices name no staff: a filter that does never comes here.
  const context = { dialect: reading.dialect, personsOf: () => [] }
  const { from, to } = period
  const request = { tenant: reading.tenant, span: { from, to }, time: 'day', keys: [], filter, context } as const
  const { rows } = await reading.db.executeQuery(invoiceLineQuery(reading.db, request))
  const { baseCurrency } = reading.organization
  const foreign = rows.some(row => row.currency !== baseCurrency)
  return invoicedItems(rows, foreign ? await reading.rates() : new ExchangeRates([]), baseCurrency)
}
