import { monthOfDay } from '../../../analytics/calendar.ts'
import { hash53 } from '../../../analytics/hash53.ts'
import { minorDigits } from '../../../datasets/currency.ts'
import type { InvoiceLine } from '../../../datasets/dataset.ts'
import { normalName } from '../../../datasets/normal-name.ts'
import { ContentHash } from '../columns/content-hash.ts'
import { intOf, type StageRow, textOf } from '../stage-context.ts'
import { clientOfRow } from './client-of-row.ts'
import { invoiceAmounts } from './invoice-amounts.ts'

const content = new ContentHash()

/** An invoice with its amounts settled. A credit is stored negative, whatever its sign in the sheet. */
export const stageInvoice: StageRow = (read, context) => {
  const { values } = read
  const client = clientOfRow(read, context)
  if (client === null) return null
  const currency = textOf(values.currency) ?? context.baseCurrency
  const lines = Array.isArray(values.lines_json) ? (values.lines_json as readonly InvoiceLine[]) : null
  const amounts = invoiceAmounts(
    { subtotal: intOf(values.subtotal), tax: intOf(values.tax_amount), total: intOf(values.total_amount), lines },
    minorDigits(currency),
  )
  if (amounts === null) {
    context.note(
      'ERROR',
      read.row,
      'NO_AMOUNT',
      'The invoice has neither a subtotal, a total nor lines: add one of them',
      {
        column: 'total_amount',
      },
    )
    return null
  }
  if (amounts.conflict !== null) {
    context.inconsistent++
    context.note('WARNING', read.row, 'TOTALS_CONFLICT', amounts.conflict, { column: 'total_amount' })
  }
  const day = intOf(values.date) ?? 0
  const status = textOf(values.status) ?? 'pending'
  const signed = (amount: number) => (status === 'credit' ? -Math.abs(amount) : amount)
  const number = textOf(values.invoice_number) ?? ''
  const row = {
    client_id: client,
    month: monthOfDay(day),
    day,
    invoice_number: number,
    due_day: intOf(values.due_date),
    currency,
    is_foreign: currency === context.baseCurrency ? 0 : 1,
    status,
    service_line_id: context.dictionary.term('SERVICE_LINE', values.service_line),
    net: signed(amounts.net),
    tax: amounts.tax === null ? null : signed(amounts.tax),
    total: signed(amounts.total),
    lines: lines && lines.length > 0 ? JSON.stringify(lines) : null,
  }
  return {
    ...row,
    row: read.row,
    row_key: hash53(normalName(number)),
    content_hash: content.of(Object.values(row)),
  }
}
