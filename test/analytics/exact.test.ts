import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  comparison,
  type Exact,
  exact,
  fixedText,
  minus,
  nearest,
  over,
  plus,
  times,
  toRational,
} from '../../server/analytics/exact.ts'
import { add, compare, divide, fixed, multiply, rational, subtract, toNumber } from '../../server/analytics/rational.ts'

/** Small and large fractions alike, up to the edge of what doubles hold. */
const fraction = fc
  .tuple(
    fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n })),
    fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
  )
  .map(([n, d]): Exact => (typeof n === 'bigint' ? rational(n, d) : exact(n, d)))

const same = (a: Exact | null, b: Exact | null) =>
  a === null || b === null ? a === b : compare(toRational(a), toRational(b)) === 0

test('sums, differences, products, quotients and order are those of fractions, however large', () => {
  fc.assert(
    fc.property(fraction, fraction, (a, b) => {
      const [x, y] = [toRational(a), toRational(b)]
      expect(same(plus(a, b), add(x, y))).toBe(true)
      expect(same(minus(a, b), subtract(x, y))).toBe(true)
      expect(same(times(a, b), multiply(x, y))).toBe(true)
      expect(same(over(a, b), divide(x, y))).toBe(true)
      expect(comparison(a, b)).toBe(compare(x, y))
      expect(Object.is(nearest(a), toNumber(x))).toBe(true)
    }),
  )
})

test('beyond 2^53 a sum stays exact: 9007199254740991 + 2 = 9007199254740993', () => {
  expect(toRational(plus(exact(Number.MAX_SAFE_INTEGER), exact(2)))).toEqual(rational(9007199254740993n))
})

test('nothing can be divided by 0', () => {
  expect(over(exact(1), exact(0, 5))).toBeNull()
})

test('decimals are those of fractions, halves to even, however large', () => {
  const half = fc.tuple(fc.integer(), fc.constantFrom(2, 20, 200, 2000)).map(([n, d]) => exact(n, d))
  fc.assert(
    fc.property(fc.oneof(fraction, half), fc.integer({ min: 0, max: 3 }), (a, places) => {
      expect(fixedText(a, places)).toBe(fixed(toRational(a), places))
    }),
    { numRuns: 2000 },
  )
})
