import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, dayOfIso, isoOfDay } from '../../../server/analytics/calendar.ts'
import { previousSpan, spanOneYearBefore } from '../../../server/metrics/periods/baseline-span.ts'
import { type TimeDimension, timeBuckets, timeDimensions } from '../../../server/metrics/periods/time-buckets.ts'

const span = (text: string) => {
  const [from, to] = text.split(' ').map(day => dayOfIso(day)!)
  return { from: from!, to: to! }
}
const words = ({ from, to }: { from: number; to: number }) => `${isoOfDay(from)} ${isoOfDay(to)}`
const steps = (text: string, dimensions: TimeDimension[], start = 1) =>
  timeBuckets(span(text), dimensions, start).map(
    bucket => `${bucket.keys.join(' ')}: ${words(bucket)}${bucket.cut ? ' cut' : ''}`,
  )

test('months of a period that cuts two of them', () => {
  expect(steps('2025-01-16 2025-03-10', ['MONTH'])).toEqual([
    '2025-01: 2025-01-16 2025-01-31 cut',
    '2025-02: 2025-02-01 2025-02-28',
    '2025-03: 2025-03-01 2025-03-10 cut',
  ])
})

test('quarters and years follow the fiscal start', () => {
  expect(steps('2025-05-01 2026-04-30', ['YEAR', 'QUARTER'], 5)).toEqual([
    '2025 2025-Q1: 2025-05-01 2025-07-31',
    '2025 2025-Q2: 2025-08-01 2025-10-31',
    '2025 2025-Q3: 2025-11-01 2026-01-31',
    '2025 2025-Q4: 2026-02-01 2026-04-30',
  ])
})

test('weeks and months together make a step for each combination', () => {
  expect(steps('2025-01-27 2025-02-09', ['WEEK', 'MONTH'])).toEqual([
    '2025-W05 2025-01: 2025-01-27 2025-01-31',
    '2025-W05 2025-02: 2025-02-01 2025-02-02',
    '2025-W06 2025-02: 2025-02-03 2025-02-09',
  ])
})

test('whatever is asked, the steps follow on each other from the first to the last day, no two alike', () => {
  const day = fc.integer({ min: dayOf(2015, 1, 1), max: dayOf(2030, 1, 1) })
  const asked = fc.subarray([...timeDimensions])
  fc.assert(
    fc.property(day, fc.nat(900), asked, fc.integer({ min: 1, max: 12 }), (from, length, dimensions, start) => {
      const buckets = timeBuckets({ from, to: from + length }, dimensions, start)
      expect([buckets[0]!.from, buckets.at(-1)!.to]).toEqual([from, from + length])
      for (let i = 1; i < buckets.length; i++) expect(buckets[i]!.from).toBe(buckets[i - 1]!.to + 1)
      expect(new Set(buckets.map(bucket => bucket.keys.join())).size).toBe(buckets.length)
    }),
  )
})

test.each([
  ['2025-03-01 2025-03-31', '2025-02-01 2025-02-28'],
  ['2025-07-01 2025-09-30', '2025-04-01 2025-06-30'],
  ['2025-01-01 2025-12-31', '2024-01-01 2024-12-31'],
  ['2025-02-10 2025-03-20', '2025-01-02 2025-02-09'],
  ['2025-01-01 2025-01-21', '2024-12-11 2024-12-31'],
])('the time before %s is %s', (period, expected) => {
  expect(words(previousSpan(span(period)))).toBe(expected)
})

test.each([
  ['2025-02-01 2025-02-28', '2024-02-01 2024-02-29'],
  ['2024-02-29 2024-03-05', '2023-02-28 2023-03-05'],
  ['2025-02-10 2025-02-16', '2024-02-12 2024-02-18'],
  ['2025-01-01 2025-11-21', '2024-01-01 2024-11-21'],
])('a year before %s is %s', (period, expected) => {
  expect(words(spanOneYearBefore(span(period)))).toBe(expected)
})
