import { add, multiply, type Rational, roundHalfEven, zero } from '../../../analytics/rational.ts'
import type { InvoiceLine } from '../../../datasets/dataset.ts'
import { plainScaled } from '../../reading/cells/plain-scaled.ts'
import { lineDecimal, lineNet } from './line-net.ts'

/** What lines come to in minor units, rounded half to even; `tax` is null where no line has a rate. */
export interface LineSums {
  readonly net: number
  readonly tax: number | null
}

/** Σ (quantity × unit price − discount), and that × tax rate where lines have one, each rounded once at the end. */
export const lineSums = (lines: readonly InvoiceLine[], minorDigits: number): LineSums =>
  wholeSums(lines, minorDigits) ?? fractionSums(lines, minorDigits)

/** Of any decimals, by fractions. */
export function fractionSums(lines: readonly InvoiceLine[], minorDigits: number): LineSums {
  let net = zero
  let tax: Rational | null = null
  for (const line of lines) {
    const amount = lineNet(line)
    net = add(net, amount)
    if (line.taxRate !== null) tax = add(tax ?? zero, multiply(amount, lineDecimal(line.taxRate)))
  }
  return {
    net: Number(roundHalfEven(net, minorDigits)),
    tax: tax && Number(roundHalfEven(tax, minorDigits)),
  }
}

/** Places behind the point that the factors are brought to: quantities and prices have two mostly, rates four. */
const PLACES = 4
const SCALE = 10 ** PLACES

/**
 * The same in whole numbers of 10⁻⁴, 10⁻⁸ and 10⁻¹²: a seventh of the time of fractions. Null where a decimal has more places,
 * or a sum more digits than a number holds exactly.
 */
function wholeSums(lines: readonly InvoiceLine[], minorDigits: number): LineSums | null {
  let net = 0
  let tax: number | null = null
  for (const line of lines) {
    const discount = line.discount === null ? 0 : exact(scaled(line.discount) * SCALE)
    const amount = exact(exact(scaled(line.quantity) * scaled(line.unitPrice)) - discount)
    net = exact(net + amount)
    if (line.taxRate !== null) tax = exact((tax ?? 0) + exact(amount * scaled(line.taxRate)))
    if (Number.isNaN(net) || Number.isNaN(tax ?? 0)) return null
  }
  return {
    net: roundedTo(net, 2 * PLACES, minorDigits),
    tax: tax === null ? null : roundedTo(tax, 3 * PLACES, minorDigits),
  }
}

/** NaN where a result is so large that it may not be exact. */
const exact = (value: number): number => (Number.isSafeInteger(value) ? value : Number.NaN)

/** A decimal × 10⁴; NaN where it has more places, or more digits than a number holds exactly. */
const scaled = (text: string): number => plainScaled(text, PLACES)

/** A whole number × 10^−places as one × 10^−digits, rounded half to even. */
function roundedTo(value: number, places: number, digits: number): number {
  const step = 10 ** (places - digits)
  const floor = Math.floor(value / step)
  const twice = (value - floor * step) * 2
  const isUp = twice > step || (twice === step && floor % 2 !== 0)
  return isUp ? floor + 1 : floor
}
