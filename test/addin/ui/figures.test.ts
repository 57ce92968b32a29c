import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ticks } from '../../../addin/ui/charts/scale.ts'
import { codeOfDays, thanBefore } from '../../../addin/ui/data/comparison-text.ts'
import { changeText, compactText, contributionText } from '../../../addin/ui/data/number-text.ts'
import { addMonths, periodInput, periodText } from '../../../addin/ui/data/period-text.ts'

const month = fc
  .tuple(fc.integer({ min: 1990, max: 2090 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`)

/** Amounts as they come: to the cent. */
const cents = fc.integer({ min: -1e11, max: 1e11 }).map(amount => amount / 100)

describe('an axis', () => {
  test('holds every value and 0, in even steps, with few of them', () => {
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1 }), values => {
        const axis = ticks(values, 4)
        const [first = 0, second = 0] = axis
        const last = axis.at(-1) ?? 0
        const slack = (second - first) * 1e-6
        expect(axis.length).toBeLessThanOrEqual(8)
        for (const value of [...values, 0]) {
          expect(value).toBeGreaterThanOrEqual(first - slack)
          expect(value).toBeLessThanOrEqual(last + slack)
        }
      }),
    )
  })

  test('of nothing, or of zeros only, still has two ends', () => {
    expect(ticks([]).length).toBeGreaterThanOrEqual(2)
    expect(ticks([0, 0]).length).toBeGreaterThanOrEqual(2)
  })
})

describe('a period', () => {
  test('months count on and back over years', () => {
    fc.assert(
      fc.property(month, fc.integer({ min: -200, max: 200 }), (from, count) => {
        expect(addMonths(addMonths(from, count), -count)).toBe(from)
      }),
    )
    expect(addMonths('2026-01', -1)).toBe('2025-12')
    expect(addMonths('2025-12', 13)).toBe('2027-01')
  })

  test('is asked of the API by name, by length or by days', () => {
    expect(periodInput('2026-10')).toEqual({ named: '2026-10' })
    expect(periodInput('2025-10..2026-10')).toEqual({ named: '2025-10..2026-10' })
    expect(periodInput('last-12-month')).toEqual({ last: { count: 12, unit: 'MONTH' } })
    expect(periodInput('2026-08-03..2026-08-20')).toEqual({ between: { from: '2026-08-03', to: '2026-08-20' } })
  })

  test('is said as people say it', () => {
    expect(['2026-10', '2026-Q3', 'last-4-quarter', 'YTD', '2026-08-03..2026-08-20'].map(periodText)).toEqual([
      'October 2026',
      'Q3 2026',
      'Last 4 quarters',
      'Year to date',
      '3 Aug 2026 – 20 Aug 2026',
    ])
    expect(['2026-10', '2026-01', '2026-Q1', 'YTD'].map(thanBefore)).toEqual([
      'from September',
      'from December 2025',
      'from Q4',
      'from the period before',
    ])
  })

  test('of days that are a whole month is that month', () => {
    expect(codeOfDays('2028-02-01', '2028-02-29')).toBe('2028-02')
    expect(codeOfDays('2027-02-01', '2027-02-27')).toBe('2027-02-01..2027-02-27')
  })
})

describe('a change', () => {
  const of = (change: number | null, rest: object = {}) =>
    changeText({ change, changePct: null, changeKind: 'CHANGED', unit: 'MONEY', currency: 'USD', ...rest })
  test('is in percent of what was, points for percentages, money where there is no percent', () => {
    expect(of(-15910.4, { changePct: -5.8 })).toBe('−5.8 %')
    expect(of(-3.2, { unit: 'PERCENT', currency: null, changePct: -9 })).toBe('−3.2 points')
    expect(of(1200)).toBe('+$1,200')
    expect(of(900, { changePct: 250_000 })).toBe('+$900')
  })

  test('that is not known is not made up', () => {
    expect(of(null)).toBeNull()
    expect(of(76.9, { unit: 'PERCENT', changeKind: 'NEW' })).toBeNull()
    expect(of(0, { changeKind: 'FLAT' })).toBe('No change')
  })
})

test('figures on axes are short, contributions carry their sign', () => {
  expect(compactText(-26115, 'MONEY', 'USD')).toBe('−$26.1K')
  expect(compactText(33.333, 'PERCENT', null)).toBe('33.3 %')
  expect(compactText(2003.25, 'HOURS', null)).toBe('2K h')
  expect(contributionText(-133.1, 'MONEY', 'USD')).toBe('−$133')
  expect(contributionText(0.62, 'PERCENT', null)).toBe('+0.6 points')
})
