import {
  add,
  multiply,
  negate,
  type Rational,
  rational,
  rationalOfDecimal,
  sign,
  subtract,
  sum,
  zero,
} from '../../analytics/rational.ts'
import { minorDigits } from '../../datasets/currency.ts'
import type { InvoiceLine } from '../../datasets/dataset.ts'
import { normalName } from '../../datasets/normal-name.ts'
import type { LinedInvoice } from '../sql/invoice-line-query.ts'
import type { ExchangeRates } from './exchange-rates.ts'

/** What was invoiced of one thing: how many, and for how much in the base currency. */
export interface InvoicedItem {
  readonly label: string
  readonly quantity: Rational
  readonly amount: Rational
}

const decimal = (text: string | null): Rational => (text === null ? zero : (rationalOfDecimal(text) ?? zero))
const one = rational(1)

/**
 * Lines summed by what they are for, descriptions compared as names are. Invoices whose lines and net amount disagree by
 * more than a minor unit a line are left out, and so are those without an exchange rate: what revenue has besides these
 * items is invoiced some other way. The lines of a credit note count against the others.
 */
export function invoicedItems(
  invoices: readonly LinedInvoice[],
  rates: ExchangeRates,
  baseCurrency: string,
): Map<string, InvoicedItem> {
  const items = new Map<string, InvoicedItem>()
  for (const invoice of invoices) {
    const rate = invoice.currency === baseCurrency ? one : rates.rate(invoice.currency, baseCurrency, invoice.day)
    const lines = (JSON.parse(invoice.lines) as InvoiceLine[]).map(line => ({
      label: line.description?.trim() || '(no description)',
      quantity: decimal(line.quantity),
      amount: subtract(multiply(decimal(line.quantity), decimal(line.unitPrice)), decimal(line.discount)),
    }))
    const turned = signOfLines(invoice, lines)
    if (!rate || turned === null) continue
    for (const { label, quantity, amount } of lines) {
      const key = normalName(label)
      const known = items.get(key) ?? { label, quantity: zero, amount: zero }
      const value = multiply(amount, rate)
      items.set(key, {
        label: known.label,
        quantity: add(known.quantity, turned < 0 ? negate(quantity) : quantity),
        amount: add(known.amount, turned < 0 ? negate(value) : value),
      })
    }
  }
  return items
}

/** 1: the lines come to the net amount; −1: to its opposite, as on a credit note; null: to something else. */
function signOfLines({ net, currency }: LinedInvoice, lines: readonly { readonly amount: Rational }[]): 1 | -1 | null {
  const all = sum(lines.map(({ amount }) => amount))
  const stated = rational(net, 10 ** minorDigits(currency))
  const slack = rational(lines.length, 10 ** minorDigits(currency))
  const near = (a: Rational) => sign(subtract(slack, a)) >= 0 && sign(add(slack, a)) >= 0
  if (near(subtract(all, stated))) return 1
  return near(add(all, stated)) ? -1 : null
}
