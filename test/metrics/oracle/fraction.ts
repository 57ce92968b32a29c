/**
 * Fractions of the oracle's own, over BigInt: nothing here is shared with the product, so that a mistake in its
 * arithmetic cannot hide in ours. Always in lowest terms with a positive divisor.
 */
export interface Fraction {
  readonly n: bigint
  readonly d: bigint
}

export function fraction(n: bigint | number, d: bigint | number = 1): Fraction {
  const [top, bottom] = [BigInt(n), BigInt(d)]
  if (bottom === 0n) throw new RangeError(`${n}/0 is no fraction`)
  let [a, b] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom]
  while (b > 0n) [a, b] = [b, a % b]
  const sign = bottom < 0n ? -1n : 1n
  return a === 0n ? { n: 0n, d: 1n } : { n: (sign * top) / a, d: (sign * bottom) / a }
}

export const nothing: Fraction = fraction(0)
export const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d)
export const minus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d - b.n * a.d, a.d * b.d)
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d)
export const over = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d, a.d * b.n)
export const isAbove = (a: Fraction, b: Fraction): boolean => a.n * b.d > b.n * a.d
export const isNothing = (a: Fraction): boolean => a.n === 0n
export const total = (values: Iterable<Fraction>): Fraction => {
  let sum = nothing
  for (const value of values) sum = plus(sum, value)
  return sum
}

/** The fraction of a decimal as people write it: "-12.50" is -25/2. */
export function fractionOf(decimal: string): Fraction {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal)
  if (!match) throw new RangeError(`${decimal} is no decimal`)
  const places = match[3] ?? ''
  const value = fraction(BigInt(`${match[2]}${places}`), 10n ** BigInt(places.length))
  return match[1] === '-' ? minus(nothing, value) : value
}

/** As `exact` shows it: a decimal without needless zeros where it ends, else n/d. */
export function textOf(value: Fraction): string {
  for (let places = 0, power = 1n; places <= 200; places++, power *= 10n) {
    if (power % value.d !== 0n) continue
    const scaled = (value.n * power) / value.d
    const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, '0')
    const whole = digits.slice(0, digits.length - places)
    return `${scaled < 0n ? '-' : ''}${whole}${places > 0 ? `.${digits.slice(-places)}` : ''}`
  }
  return `${value.n}/${value.d}`
}

/** The nearest double, by way of 60 significant digits read by the engine itself. */
export function doubleOf(value: Fraction): number {
  const size = value.n < 0n ? -value.n : value.n
  if (size === 0n) return 0
  const lead = size.toString().length - value.d.toString().length
  const places = 60 - lead
  const [n, d] = places >= 0 ? [size * 10n ** BigInt(places), value.d] : [size, value.d * 10n ** BigInt(-places)]
  return Number(`${value.n < 0n ? '-' : ''}${n / d}${n % d === 0n ? '' : '.5'}e${-places}`)
}
