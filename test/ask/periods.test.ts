import { describe, expect, test } from 'vitest'
import { dayOfIso } from '../../server/analytics/calendar.ts'
import { interpret } from '../../server/ask/interpret.ts'
import { daysOf, queryOf, reasonOf } from './read.ts'
import { sampleContext } from './sample-context.ts'

describe('a period, asked on 2026-07-15', () => {
  test.each([
    ['last month', '2026-06-01 2026-06-30'],
    ['this month', '2026-07-01 2026-07-31'],
    ['last week', '2026-07-06 2026-07-12'],
    ['last quarter', '2026-04-01 2026-06-30'],
    ['this year', '2026-01-01 2026-12-31'],
    ['for the year', '2026-01-01 2026-12-31'],
    ['last year', '2025-01-01 2025-12-31'],
    ['yesterday', '2026-07-14 2026-07-14'],
    ['YTD', '2026-01-01 2026-07-15'],
    ['quarter to date', '2026-07-01 2026-07-15'],
    ['so far this year', '2026-01-01 2026-07-15'],
    ['past 6 months', '2026-01-01 2026-06-30'],
    ['over the last two quarters', '2026-01-01 2026-06-30'],
    ['trailing twelve months', '2025-07-01 2026-06-30'],
    ['last 90 days', '2026-04-17 2026-07-15'],
    ['two months ago', '2026-05-01 2026-05-31'],
    ['in May', '2026-05-01 2026-05-31'],
    ['in November', '2025-11-01 2025-11-30'],
    ['in March 2025', '2025-03-01 2025-03-31'],
    ['Q2', '2026-04-01 2026-06-30'],
    ['Q4', '2025-10-01 2025-12-31'],
    ["Q3'25", '2025-07-01 2025-09-30'],
    ['in the third quarter of last year', '2025-07-01 2025-09-30'],
    ['2025-Q3', '2025-07-01 2025-09-30'],
    ['in 2025', '2025-01-01 2025-12-31'],
    ['FY25', '2025-01-01 2025-12-31'],
    ['in the first half of 2025', '2025-01-01 2025-06-30'],
    ['for the first three months of 2025', '2025-01-01 2025-03-31'],
    ['since March', '2026-03-01 2026-07-15'],
    ['since the start of 2025', '2025-01-01 2026-07-15'],
    ['before March', '2024-07-01 2026-02-28'],
    ['from January to March', '2026-01-01 2026-03-31'],
    ['from November to February', '2025-11-01 2026-02-28'],
    ['Jan-Mar 2025', '2025-01-01 2025-03-31'],
    ['between 15 Feb and 10 April 2026', '2026-02-15 2026-04-10'],
    ['on June 8th', '2026-06-08 2026-06-08'],
    ['for the week of June 8', '2026-06-08 2026-06-14'],
    ['on 2026-06-15', '2026-06-15 2026-06-15'],
    ['in May and June', '2026-05-01 2026-06-30'],
    ['of all time', '2024-07-01 2026-07-31'],
    ['', '2024-07-01 2026-07-31'],
  ])('%s', (words, days) => {
    expect(daysOf(words)).toBe(days)
  })

  test('follows the fiscal year', () => {
    const context = sampleContext()
    const april = { ...context, periods: { ...context.periods, fiscalYearStart: 4 } }
    expect(queryOf('revenue Q1', april)).toMatchObject({
      period: { between: { from: '2026-04-01', to: '2026-06-30' } },
    })
    expect(queryOf('revenue last year', april)).toMatchObject({
      period: { between: { from: '2025-04-01', to: '2026-03-31' } },
    })
    expect(queryOf('revenue last calendar year', april)).toMatchObject({
      period: { between: { from: '2025-01-01', to: '2025-12-31' } },
    })
  })

  test('that is not clear, not begun or before the first data is not answered', () => {
    expect(reasonOf('revenue recently')).toBe('UNCLEAR_PERIOD')
    expect(reasonOf('revenue in the last few months')).toBe('UNCLEAR_PERIOD')
    expect(reasonOf('revenue on 6/7/2026')).toBe('UNCLEAR_PERIOD')
    expect(daysOf('on 6/15/2026')).toBe('2026-06-15 2026-06-15')
    expect(reasonOf('revenue in August 2026')).toBe('FUTURE_PERIOD')
    expect(reasonOf('revenue next month')).toBe('FUTURE_PERIOD')
    expect(reasonOf('revenue in March 2023')).toBe('NO_DATA')
  })

  test('that looks like a year is a number where it is compared or counted', () => {
    expect(queryOf('clients with revenue over 2000')).toMatchObject({ having: [{ op: 'GT', value: 2000 }] })
    expect(queryOf('technicians with more than 2000 hours')).toMatchObject({ having: [{ op: 'GT', value: 2000 }] })
  })

  test('is always a period the planner takes, whatever day it is', () => {
    const words = ['last month', 'this quarter', 'last week', 'since March', 'in February', 'Q4', 'YTD', 'past 2 years']
    for (let day = dayOfIso('2026-01-01')!; day <= dayOfIso('2027-01-02')!; day += 13) {
      const context = sampleContext()
      const then = { ...context, periods: { ...context.periods, today: day } }
      for (const word of words) {
        const reading = interpret(`revenue ${word}`, then)
        if (reading.kind === 'ABSTAINED' || 'explain' in reading.query) throw new Error(`${word} on day ${day}`)
        const { period } = reading.query
        if (!period || !('between' in period)) throw new Error(`${word} on day ${day}`)
        expect(period.between.from <= period.between.to).toBe(true)
      }
    }
  })
})
