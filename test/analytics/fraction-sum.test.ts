import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toRational } from '../../server/analytics/exact.ts'
import { FractionSum } from '../../server/analytics/fraction-sum.ts'
import { add, rational, zero } from '../../server/analytics/rational.ts'

const terms = fc.array(
  fc.tuple(
    fc.oneof(fc.integer(), fc.maxSafeInteger()),
    fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1 })),
  ),
  { maxLength: 30 },
)

test('a large fraction comes back in lowest terms', () => {
  const sum = new FractionSum()
  sum.addLarge(0n, 2n)
  expect(toRational(sum.value())).toEqual(zero)
})

test('a sum of fractions is exact, in whatever order and however it is split', () => {
  fc.assert(
    fc.property(terms, fc.nat(30), (parts, cut) => {
      const [whole, left, right] = [new FractionSum(), new FractionSum(), new FractionSum()]
      for (const [index, [n, d]] of parts.entries()) {
        whole.add(n, d)
        if (index < cut) left.add(n, d)
        else right.addLarge(BigInt(n), BigInt(d))
      }
      left.addSum(right)
      const expected = parts.reduce((sum, [n, d]) => add(sum, rational(n, d)), zero)
      expect([toRational(whole.value()), toRational(left.value())]).toEqual([expected, expected])
    }),
  )
})
