import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, dayOfIso, isoOfDay } from '../../../server/analytics/calendar.ts'
import type { PeriodInput } from '../../../server/metrics/metric-query.ts'
import { resolvedPeriod } from '../../../server/metrics/periods/resolve-period.ts'

const resolved = (input: PeriodInput | undefined, today = '2026-11-21', fiscalYearStart = 1, months = true) => {
  const span = { first: 2024 * 12 + 2, last: 2026 * 12 + 9 }
  const setting = { today: dayOfIso(today)!, fiscalYearStart, months: months ? span : null }
  const { from, to, label } = resolvedPeriod(input, setting)
  return `${isoOfDay(from)} ${isoOfDay(to)} ${label}`
}

test.each([
  ['2025', '2025-01-01 2025-12-31 2025'],
  ['2025-Q3', '2025-07-01 2025-09-30 2025-Q3'],
  ['2025-08', '2025-08-01 2025-08-31 2025-08'],
  ['2024-02', '2024-02-01 2024-02-29 2024-02'],
  ['2025-W01', '2024-12-30 2025-01-05 2025-W01'],
  ['2020-W53', '2020-12-28 2021-01-03 2020-W53'],
  ['2025-08-14', '2025-08-14 2025-08-14 2025-08-14'],
  ['2025-08..2025-10', '2025-08-01 2025-10-31 2025-08 to 2025-10'],
  ['2025-07..2025-09', '2025-07-01 2025-09-30 2025-Q3'],
  ['ytd', '2026-01-01 2026-11-21 YTD'],
  ['ALL', '2024-03-01 2026-10-31 ALL'],
])('%s is %s', (named, expected) => {
  expect(resolved({ named })).toBe(expected)
})

test('fiscal years, quarters and the year to date follow the fiscal start and are named after the year it is in', () => {
  expect(resolved({ named: '2025' }, '2026-02-10', 4)).toBe('2025-04-01 2026-03-31 2025')
  expect(resolved({ named: '2025-Q4' }, '2026-02-10', 4)).toBe('2026-01-01 2026-03-31 2025-Q4')
  expect(resolved({ named: 'YTD' }, '2026-02-10', 4)).toBe('2025-04-01 2026-02-10 YTD')
  expect(resolved({ last: { count: 1, unit: 'QUARTER' } }, '2026-02-10', 4)).toBe('2025-10-01 2025-12-31 2025-Q3')
  expect(resolved({ last: { count: 1, unit: 'YEAR' } }, '2026-02-10', 4)).toBe('2024-04-01 2025-03-31 2024')
})

test.each([
  [3, 'MONTH', '2026-08-01 2026-10-31 2026-08 to 2026-10'],
  [1, 'MONTH', '2026-10-01 2026-10-31 2026-10'],
  [2, 'QUARTER', '2026-04-01 2026-09-30 2026-04 to 2026-09'],
  [1, 'YEAR', '2025-01-01 2025-12-31 2025'],
  [1, 'WEEK', '2026-11-09 2026-11-15 2026-W46'],
  [7, 'DAY', '2026-11-15 2026-11-21 2026-11-15 to 2026-11-21'],
  [1, 'DAY', '2026-11-21 2026-11-21 2026-11-21'],
] as const)('the last %i %s are complete units before today, days with it: %s', (count, unit, expected) => {
  expect(resolved({ last: { count, unit } })).toBe(expected)
})

test('on a Monday or a first the unit that begins today does not count', () => {
  expect(resolved({ last: { count: 1, unit: 'WEEK' } }, '2026-11-16')).toBe('2026-11-09 2026-11-15 2026-W46')
  expect(resolved({ last: { count: 1, unit: 'WEEK' } }, '2026-11-15')).toBe('2026-11-02 2026-11-08 2026-W45')
  expect(resolved({ last: { count: 1, unit: 'MONTH' } }, '2026-11-01')).toBe('2026-10-01 2026-10-31 2026-10')
})

test('no period is ALL; before there is any data it is the month of today', () => {
  expect(resolved(undefined)).toBe('2024-03-01 2026-10-31 ALL')
  expect(resolved(undefined, '2026-11-21', 1, false)).toBe('2026-11-01 2026-11-30 ALL')
})

test.each([
  [{ named: '2025-13' }, 'Reading the period "2025-13": it is none of'],
  [{ named: '2025-W54' }, 'it is none of'],
  [{ named: '2025-Q5' }, 'it is none of'],
  [{ named: '2025-02-30' }, 'it is none of'],
  [{ named: 'last month' }, 'it is none of'],
  [{ named: '0000' }, 'it is none of'],
  [{ named: '2025-10..2025-08' }, 'it ends before it starts'],
  [{ named: '2025-10..' }, 'there is no such day'],
  [{ between: { from: '2025-02-30', to: '2025-03-01' } }, 'there is no such day'],
  [{ between: { from: '2025-03-02', to: '2025-03-01' } }, 'it ends before it starts'],
  [{ between: { from: '0001-01-01', to: '2025-03-01' } }, 'it must start in 1900 or later'],
] as const)('%j is refused: %s', (input, message) => {
  expect(() => resolved(input as PeriodInput)).toThrow(message)
})

test('what a span is called means that span again', () => {
  const day = fc.integer({ min: dayOf(2000, 1, 1), max: dayOf(2050, 12, 31) })
  fc.assert(
    fc.property(day, fc.nat(500), fc.integer({ min: 1, max: 12 }), (from, length, fiscalYearStart) => {
      const setting = { today: dayOf(2026, 11, 21), fiscalYearStart, months: null }
      const input = { between: { from: isoOfDay(from), to: isoOfDay(from + length) } }
      const { label } = resolvedPeriod(input, setting)
      const again = resolvedPeriod({ named: label.replace(' to ', '..') }, setting)
      expect([again.from, again.to]).toEqual([from, from + length])
    }),
  )
})
