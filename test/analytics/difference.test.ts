import { expect, test } from 'vitest'
import { changeKind, difference, growth } from '../../server/analytics/difference.ts'
import { exact, nearest } from '../../server/analytics/exact.ts'

const of = (value: number | null) => (value === null ? null : exact(value))

test.each([
  [5, null, 'NEW'],
  [5, 0, 'NEW'],
  [null, 5, 'LOST'],
  [0, 5, 'LOST'],
  [5, 5, 'FLAT'],
  [0, 0, 'FLAT'],
  [null, null, 'UNDEFINED'],
  [6, 5, 'CHANGED'],
  [-5, 5, 'CHANGED'],
] as const)('%s after %s is %s', (value, baseline, kind) => {
  expect(changeKind(of(value), of(baseline))).toBe(kind)
})

test('a difference needs both values, a percentage a baseline above 0', () => {
  const numbers = (value: number | null, baseline: number | null) =>
    [difference(of(value), of(baseline)), growth(of(value), of(baseline))].map(found => found && nearest(found))
  expect(numbers(120, 100)).toEqual([20, 20])
  expect(numbers(50, 200)).toEqual([-150, -75])
  expect(numbers(5, null)).toEqual([null, null])
  expect(numbers(5, 0)).toEqual([5, null])
  expect(numbers(5, -10)).toEqual([15, null])
})
