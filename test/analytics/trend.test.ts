import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exact, nearest, toRational } from '../../server/analytics/exact.ts'
import { exactText } from '../../server/analytics/rational.ts'
import { trend } from '../../server/analytics/trend.ts'

const trendOf = (...values: number[]) => {
  const found = trend(values.map(value => exact(value)))
  return found && exactText(toRational(found))
}

test('100, 110, 120 rises by 10 a month on a mean of 110: 100/11 %', () => {
  expect(trendOf(100, 110, 120)).toBe('100/11')
})

test('a level series has no trend; a falling one a negative one', () => {
  expect([trendOf(5, 5, 5), trendOf(30, 20, 10)]).toEqual(['0', '-50'])
})

test('two values are no trend, nor is a mean that is not above 0', () => {
  expect([trendOf(1, 2), trendOf(0, 0, 0), trendOf(-5, 1, 2)]).toEqual([null, null, null])
})

test('it is the textbook slope Σ(x − x̄)(y − ȳ) ÷ Σ(x − x̄)² over the mean', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 3, maxLength: 36 }), values => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      const middle = (values.length - 1) / 2
      const up = values.reduce((sum, value, x) => sum + (x - middle) * (value - mean), 0)
      const down = values.reduce((sum, _, x) => sum + (x - middle) ** 2, 0)
      expect(nearest(trend(values.map(value => exact(value)))!)).toBeCloseTo((100 * up) / down / mean, 6)
    }),
  )
})
