import { rational } from '../../../analytics/rational.ts'
import type { InvoiceLine } from '../../../datasets/dataset.ts'
import { lineSums } from './line-sums.ts'

/** Amounts of an invoice in minor units of its currency. */
export interface InvoiceAmounts {
  /** Without tax: subtotal; else total − tax; else Σ lines; else the total. */
  readonly net: number
  /** null: unknown. */
  readonly tax: number | null
  readonly total: number
  /** What does not agree, in words; null where everything does. */
  readonly conflict: string | null
}

export interface GivenAmounts {
  readonly subtotal: number | null
  readonly tax: number | null
  readonly total: number | null
  readonly lines: readonly InvoiceLine[] | null
}

/**
 * What an invoice comes to. Null where there is nothing to tell it from. Lines and totals may differ by one minor unit
 * a line; a larger difference is a conflict, and the totals win.
 */
export function invoiceAmounts(given: GivenAmounts, minorDigits: number): InvoiceAmounts | null {
  const lines = given.lines && given.lines.length > 0 ? lineSums(given.lines, minorDigits) : null
  const lineNet = lines?.net ?? null
  const lineTax = lines?.tax ?? null
  const { subtotal, total } = given
  const givenTax = given.tax ?? (subtotal !== null && total !== null ? total - subtotal : null)
  const net = subtotal ?? (total !== null && givenTax !== null ? total - givenTax : (lineNet ?? total))
  if (net === null) return null
  const tax = givenTax ?? lineTax
  return {
    net,
    tax: tax ?? (total !== null && lineNet !== null ? total - net : null),
    total: total ?? net + (tax ?? 0),
    conflict: conflictOf({ net, tax, total, lineNet, count: given.lines?.length ?? 0 }, minorDigits),
  }
}

function conflictOf(
  found: { net: number; tax: number | null; total: number | null; lineNet: number | null; count: number },
  minorDigits: number,
): string | null {
  const { net, tax, total, lineNet, count } = found
  const money = (minor: number) => {
    const amount = rational(minor, 10 ** minorDigits)
    return (Number(amount.n) / Number(amount.d)).toFixed(minorDigits)
  }
  if (lineNet !== null && Math.abs(Math.abs(lineNet) - Math.abs(net)) > count) {
    return `The lines come to ${money(lineNet)}, the invoice says ${money(net)} without tax; the invoice's own figures are used`
  }
  if (tax !== null && total !== null && Math.abs(net + tax - total) > Math.max(1, count)) {
    return `${money(net)} without tax and ${money(tax)} tax do not make the total of ${money(total)}; the subtotal counts as revenue and the total as billed`
  }
  return null
}
