/** An exact fraction: d > 0, lowest terms. */
export interface Rational {
  readonly n: bigint
  readonly d: bigint
}

export const zero: Rational = { n: 0n, d: 1n }

const abs = (value: bigint): bigint => (value < 0n ? -value : value)

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [abs(a), abs(b)]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** n ÷ d in lowest terms. Throws a RangeError where d is 0. */
export function rational(n: bigint | number, d: bigint | number = 1n): Rational {
  let [top, bottom] = [BigInt(n), BigInt(d)]
  if (bottom === 0n)
    throw new RangeError(`Cannot make a fraction as the divisor must not be 0: current value is ${n}/${d}`)
  if (bottom < 0n) [top, bottom] = [-top, -bottom]
  const common = gcd(top, bottom)
  return common > 1n ? { n: top / common, d: bottom / common } : { n: top, d: bottom }
}

export const add = (a: Rational, b: Rational): Rational =>
  a.d === b.d ? rational(a.n + b.n, a.d) : rational(a.n * b.d + b.n * a.d, a.d * b.d)
export const negate = (a: Rational): Rational => ({ n: -a.n, d: a.d })
export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b))
export const multiply = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d)
/** a ÷ b; null where b is 0. */
export const divide = (a: Rational, b: Rational): Rational | null =>
  b.n === 0n ? null : rational(a.n * b.d, a.d * b.n)
export const sign = (a: Rational): -1 | 0 | 1 => (a.n > 0n ? 1 : a.n < 0n ? -1 : 0)
export const compare = (a: Rational, b: Rational): -1 | 0 | 1 => sign(subtract(a, b))
export const sum = (values: Iterable<Rational>): Rational => {
  let total = zero
  for (const value of values) total = add(total, value)
  return total
}

/** The fraction of a decimal such as "-12.50"; null where the text is none. */
export function rationalOfDecimal(text: string): Rational | null {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text.trim())
  if (!match || (match[2] ?? '') + (match[3] ?? '') === '') return null
  const places = match[3] ?? ''
  const value = rational(BigInt((match[2] ?? '') + places), 10n ** BigInt(places.length))
  return match[1] === '-' ? negate(value) : value
}

/** The whole number nearest to a × 10^places, half to even: roundHalfEven(2.5, 0) is 2n. */
export function roundHalfEven(a: Rational, places = 0): bigint {
  const scaled = a.n * 10n ** BigInt(places)
  const floor = scaled >= 0n ? scaled / a.d : -((-scaled + a.d - 1n) / a.d)
  const twice = (scaled - floor * a.d) * 2n
  if (twice < a.d) return floor
  if (twice > a.d) return floor + 1n
  return floor % 2n === 0n ? floor : floor + 1n
}

/** The decimal with so many places, rounded half to even: "12.50". */
export function fixed(a: Rational, places: number): string {
  const rounded = roundHalfEven(a, places)
  const digits = abs(rounded)
    .toString()
    .padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  return `${rounded < 0n ? '-' : ''}${whole}${places > 0 ? `.${digits.slice(-places)}` : ''}`
}

/** The decimal where it is finite ("0.125"), else "n/d" ("1/3"). */
export function exactText(a: Rational): string {
  let [rest, twos, fives] = [a.d, 0, 0]
  while (rest % 2n === 0n) [rest, twos] = [rest / 2n, twos + 1]
  while (rest % 5n === 0n) [rest, fives] = [rest / 5n, fives + 1]
  return rest === 1n ? fixed(a, Math.max(twos, fives)) : `${a.n}/${a.d}`
}

/** The nearest double, ties to even. */
export function toNumber(a: Rational): number {
  const top = abs(a.n)
  if (top <= 9007199254740992n && a.d <= 9007199254740992n) return Number(a.n) / Number(a.d)
  // Keep 64 significant bits of the quotient plus a sticky bit: rounding those to 53 is rounding the fraction itself.
  const shift = BigInt(a.d.toString(2).length - top.toString(2).length + 64)
  const [n, d] = shift > 0n ? [top << shift, a.d] : [top, a.d << -shift]
  const quotient = (n / d) | (n % d === 0n ? 0n : 1n)
  const value = Number(quotient) * 2 ** Number(-shift)
  return a.n < 0n ? -value : value
}
