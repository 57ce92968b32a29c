import fc from 'fast-check'
import { expect, test } from 'vitest'
import { herfindahl, largestShare } from '../../server/analytics/concentration.ts'
import { exact, nearest, toRational } from '../../server/analytics/exact.ts'
import { exactText } from '../../server/analytics/rational.ts'

const parts = (...values: number[]) => values.map(value => exact(value))
const text = (value: ReturnType<typeof herfindahl>) => value && exactText(toRational(value))

test('shares of 50, 30 and 20 %: 0.25 + 0.09 + 0.04', () => {
  expect([text(herfindahl(parts(50, 30, 20))), text(largestShare(parts(50, 30, 20)))]).toEqual(['0.38', '50'])
})

test('a single client is 1 and 100 %; without revenue there are no shares', () => {
  expect([text(herfindahl(parts(7))), text(largestShare(parts(7)))]).toEqual(['1', '100'])
  expect([herfindahl(parts(5, -5)), largestShare(parts(-1)), herfindahl([])]).toEqual([null, null, null])
})

test('1 ÷ count ≤ index ≤ largest share, for parts above 0 in any order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 40 }), values => {
      const index = nearest(herfindahl(parts(...values))!)
      expect(index).toBeGreaterThanOrEqual(1 / values.length - 1e-12)
      expect(index).toBeLessThanOrEqual(nearest(largestShare(parts(...values))!) / 100 + 1e-12)
      expect(text(herfindahl(parts(...values.toReversed())))).toBe(text(herfindahl(parts(...values))))
    }),
  )
})
