import {
  compare,
  divide,
  fixed,
  multiply,
  negate,
  type Rational,
  rational,
  add as sumOf,
  toNumber,
} from './rational.ts'

/** A fraction of whole numbers below 2^53, not reduced; d > 0. Most results are one: adding two costs no bigint. */
export interface Small {
  readonly n: number
  readonly d: number
}

/** An exact fraction, small where it can be. Every operation below is exact whichever it gets. */
export type Exact = Small | Rational

const isSmall = (value: Exact): value is Small => typeof value.n === 'number'

/** n ÷ d of whole numbers; d must be above 0. */
export function exact(n: number, d = 1): Exact {
  return Number.isSafeInteger(n) && Number.isSafeInteger(d) ? { n, d } : rational(BigInt(n), BigInt(d))
}

export const none: Exact = { n: 0, d: 1 }

export const toRational = (value: Exact): Rational => (isSmall(value) ? rational(value.n, value.d) : value)

export function plus(a: Exact, b: Exact): Exact {
  if (isSmall(a) && isSmall(b)) {
    if (a.d === b.d) {
      const n = a.n + b.n
      if (Number.isSafeInteger(n)) return { n, d: a.d }
    } else {
      // Over the least common divisor: money, hours and shares of them then stay small through a whole formula.
      const common = gcd(a.d, b.d)
      const [left, right, d] = [a.n * (b.d / common), b.n * (a.d / common), a.d * (b.d / common)]
      const n = left + right
      if (safe(left, right, n, d)) return { n, d }
    }
  }
  return sumOf(toRational(a), toRational(b))
}

export function times(a: Exact, b: Exact): Exact {
  if (isSmall(a) && isSmall(b)) {
    const [n, d] = [a.n * b.n, a.d * b.d]
    if (safe(n, d)) return { n, d }
  }
  return multiply(toRational(a), toRational(b))
}

export const negated = (a: Exact): Exact => (isSmall(a) ? { n: -a.n, d: a.d } : negate(a))
export const minus = (a: Exact, b: Exact): Exact => plus(a, negated(b))

/** a ÷ b; null where b is 0. */
export function over(a: Exact, b: Exact): Exact | null {
  if (isZero(b)) return null
  if (isSmall(a) && isSmall(b)) {
    const common = gcd(a.d, b.d)
    const [n, d] = [a.n * (b.d / common), b.n * (a.d / common)]
    if (safe(n, d)) return d < 0 ? { n: -n, d: -d } : { n, d }
  }
  return divide(toRational(a), toRational(b))
}

export const isZero = (a: Exact): boolean => (isSmall(a) ? a.n === 0 : a.n === 0n)
export const isPositive = (a: Exact): boolean => (isSmall(a) ? a.n > 0 : a.n > 0n)

/** -1, 0 or 1: how a stands to b. */
export function comparison(a: Exact, b: Exact): -1 | 0 | 1 {
  if (isSmall(a) && isSmall(b)) {
    const [left, right] = [a.n * b.d, b.n * a.d]
    if (safe(left, right)) return left < right ? -1 : left > right ? 1 : 0
  }
  return compare(toRational(a), toRational(b))
}

/** The nearest double: one division of two whole doubles is rounded once. */
export const nearest = (a: Exact): number => (isSmall(a) ? a.n / a.d + 0 : toNumber(a))

/** The decimal with so many places, rounded half to even: "12.50". */
export function fixedText(a: Exact, places: number): string {
  if (!isSmall(a)) return fixed(a, places)
  const { d } = a
  const scaled = a.n * 10 ** places
  // The remainder of whole doubles is exact, and so is the division of what it leaves.
  const rest = ((scaled % d) + d) % d
  const floor = (scaled - rest) / d
  if (!safe(scaled, scaled - rest, d * 2)) return fixed(toRational(a), places)
  const up = rest * 2 > d || (rest * 2 === d && floor % 2 !== 0)
  const rounded = up ? floor + 1 : floor
  const digits = `${Math.abs(rounded)}`.padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  return `${rounded < 0 ? '-' : ''}${whole}${places > 0 ? `.${digits.slice(-places)}` : ''}`
}

export function total(values: Iterable<Exact>): Exact {
  let sum = none
  for (const value of values) sum = plus(sum, value)
  return sum
}

function gcd(a: number, b: number): number {
  let [x, y] = [a, b]
  while (y !== 0) [x, y] = [y, x % y]
  return x
}

// A product or sum beyond 2^53 is rounded to something beyond 2^53, so looking at the result is enough.
function safe(...numbers: number[]): boolean {
  for (const number of numbers) if (!Number.isSafeInteger(number)) return false
  return true
}
