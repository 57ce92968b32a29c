import { multiply, type Rational, rationalOfDecimal, subtract, zero } from '../../../analytics/rational.ts'
import type { InvoiceLine } from '../../../datasets/dataset.ts'

/** A decimal of a line; a missing one is 0. */
export const lineDecimal = (text: string | null): Rational => (text === null ? zero : (rationalOfDecimal(text) ?? zero))

/** What a line comes to without tax, in units of its currency: quantity × unit price − discount. */
export const lineNet = (line: InvoiceLine): Rational =>
  subtract(multiply(lineDecimal(line.quantity), lineDecimal(line.unitPrice)), lineDecimal(line.discount))
