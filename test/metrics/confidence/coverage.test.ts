import { expect, test } from 'vitest'
import { dayOfIso, monthOfIso } from '../../../server/analytics/calendar.ts'
import { coverage, coverageSince } from '../../../server/metrics/confidence/coverage.ts'
import { standingSnapshots } from '../../../server/metrics/confidence/standing-snapshots.ts'
import { uploadsOf } from '../../../server/metrics/confidence/uploads-of.ts'
import { spanOfMonths } from '../../../server/metrics/periods/day-span.ts'

const months = (first: string, last = first) => ({ first: monthOfIso(first)!, last: monthOfIso(last)! })
const span = (first: string, last: string) => spanOfMonths(monthOfIso(first)!, monthOfIso(last)!)
const base = {
  span: span('2026-01', '2026-06'),
  today: dayOfIso('2026-11-21')!,
  present: 6,
  activity: months('2026-01', '2026-06'),
  dataset: months('2025-01', '2026-10'),
}

test('all months there: 1; one of six missing in between: 5/6', () => {
  expect([coverage(base), coverage({ ...base, present: 5 })]).toEqual([1, 5 / 6])
})

test('a client who came later or left earlier is not missing', () => {
  expect(coverage({ ...base, present: 3, activity: months('2026-02', '2026-04') })).toBe(1)
})

test('months before the dataset begins and after its last upload are missing for everybody', () => {
  expect(
    coverage({ ...base, present: 4, dataset: months('2026-02', '2026-05'), activity: months('2026-02', '2026-05') }),
  ).toBe(4 / 6)
})

test('a period that is not over is covered as far as it has passed', () => {
  const running = { ...base, span: span('2026-11', '2026-11'), present: 1, activity: months('2026-11') }
  expect(coverage(running)).toBe(21 / 30)
  expect(coverage({ ...running, span: span('2026-12', '2026-12') })).toBe(0)
})

test('what holds from its first day on covers the days since then', () => {
  const half = { from: 0, to: 9 }
  expect([coverageSince(half, null), coverageSince(half, -100), coverageSince(half, 100)]).toEqual([0, 1, 0])
  expect(coverageSince(half, 5)).toBe(0.5)
})

const snapshot = (number: number, given: object = {}) => ({
  number,
  uid: String(number),
  dataset: 'INVOICES',
  created_at: 0,
  row_count: 100,
  rejected_count: 0,
  first_day: null,
  last_day: null,
  quality: '{}',
  corrects: null,
  reverts: null,
  reverted_by: null,
  ...given,
})

test('rejected rows count until a correction takes their place', () => {
  const rejected = (snapshots: Parameters<typeof uploadsOf>[0]) =>
    uploadsOf(snapshots, 'INVOICES').map(upload => upload.rejected)
  const first = snapshot(1, { rejected_count: 20 })
  expect(rejected([first])).toEqual([20])
  const correction = snapshot(2, { row_count: 20, rejected_count: 10, corrects: 1 })
  expect(rejected([first, correction])).toEqual([0, 10])
})

test('disagreements and repeats come from the quality noted at the upload', () => {
  const quality = JSON.stringify({
    dimensions: [
      { name: 'consistency', score: 75 },
      { name: 'validity', score: 10 },
    ],
  })
  expect(uploadsOf([snapshot(1, { quality })], 'INVOICES')).toMatchObject([{ conflicting: 0.25, repeated: 0 }])
  expect(uploadsOf([snapshot(1)], 'TIME_LOGS')).toEqual([])
})

test('reverted uploads do not stand, but did before the revert', () => {
  const all = [snapshot(1), snapshot(2, { reverted_by: 3 }), snapshot(3, { reverts: 2 })]
  expect(standingSnapshots(all, null).map(({ number }) => number)).toEqual([1])
  expect(standingSnapshots(all.slice(0, 2), 2).map(({ number }) => number)).toEqual([1, 2])
})
