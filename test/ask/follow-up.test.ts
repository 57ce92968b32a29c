import { expect, test } from 'vitest'
import { june, q2, queryOf } from './read.ts'
import { sampleContext, sampleVisible } from './sample-context.ts'

const after = (first: string, then: string) => queryOf(then, sampleContext(sampleVisible, queryOf(first)))

const top = 'top 5 clients by revenue last quarter'
const topQuery = {
  metrics: ['revenue'],
  groupBy: ['CLIENT'],
  period: q2,
  orderBy: [{ metric: 'revenue', direction: 'DESC' }],
  first: 5,
}

test('a follow-up takes over what it does not say', () => {
  expect(after(top, 'what about last month?')).toEqual({ ...topQuery, period: june })
  expect(after(top, 'and by margin?')).toEqual({
    ...topQuery,
    metrics: ['gross_margin_pct'],
    orderBy: [{ metric: 'gross_margin_pct', direction: 'DESC' }],
  })
  expect(after(top, 'bottom 3')).toEqual({ ...topQuery, orderBy: [{ metric: 'revenue', direction: 'ASC' }], first: 3 })
  expect(after(top, 'only healthcare')).toEqual({ ...topQuery, where: { industries: ['Healthcare'] } })
  expect(after(top, 'excluding Keystone')).toEqual({
    ...topQuery,
    where: { not: { clients: ['Keystone Tax Advisors'] } },
  })
  expect(after(top, 'compared to last year')).toEqual({ ...topQuery, compareTo: 'SAME_PERIOD_LAST_YEAR' })
  expect(after(top, 'by industry')).toEqual({ metrics: ['revenue'], groupBy: ['INDUSTRY'], period: q2 })
})

test('a name takes the place of one of its kind', () => {
  const keystone = 'revenue for Keystone in June'
  const vantage = { metrics: ['revenue'], where: { clients: ['Vantage Credit Union'] }, period: june }
  expect(after(keystone, 'and for Vantage?')).toEqual(vantage)
  expect(after(keystone, 'now for retail clients')).toEqual({ ...vantage, where: { industries: ['Retail'] } })
  expect(after(keystone, 'why did it drop?')).toEqual({
    explain: {
      metric: 'revenue',
      where: { clients: ['Keystone Tax Advisors'] },
      period: june,
      against: 'PREVIOUS_PERIOD',
    },
  })
})

test('an explanation is followed up as one', () => {
  const why = 'why did margin drop in June'
  const explain = { metric: 'gross_margin_pct', period: june, against: 'PREVIOUS_PERIOD' }
  expect(after(why, 'and for Keystone?')).toEqual({
    explain: { ...explain, where: { clients: ['Keystone Tax Advisors'] } },
  })
  expect(after(why, 'what about revenue?')).toEqual({ explain: { ...explain, metric: 'revenue' } })
})

test('a question that says everything stands by itself', () => {
  expect(after(top, 'hours for Maya in June')).toEqual({
    metrics: ['hours'],
    where: { staff: ['Maya Lopez'] },
    period: june,
  })
})
