import { comparison, type Exact, exact, isPositive, over, plus, times, total } from './exact.ts'

/** Herfindahl–Hirschman index: the sum of the squared shares, 0 to 1. Null where the total is not above 0. */
export function herfindahl(parts: readonly Exact[]): Exact | null {
  const whole = total(parts)
  if (!isPositive(whole)) return null
  const squares = parts.reduce<Exact>((sum, part) => plus(sum, times(part, part)), exact(0))
  return over(squares, times(whole, whole))
}

/** The largest part in % of the total. Null where the total is not above 0. */
export function largestShare(parts: readonly Exact[]): Exact | null {
  const whole = total(parts)
  if (!isPositive(whole)) return null
  const largest = parts.reduce((most, part) => (comparison(part, most) > 0 ? part : most))
  return over(times(largest, exact(100)), whole)
}
