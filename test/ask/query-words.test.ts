import fc from 'fast-check'
import { expect, test } from 'vitest'
import { queryWords } from '../../server/ask/answer/query-words.ts'
import type { MetricQueryInput } from '../../server/metrics/metric-query.ts'
import { queryOf } from './read.ts'
import { sampleContext } from './sample-context.ts'

const { vocabulary } = sampleContext()
const setting = { definitions: vocabulary.visible, fiscalYearStart: 1 }
const words = (query: MetricQueryInput) => queryWords(query, setting)

const between = (from: string, to: string) => ({ between: { from, to } })
const anyPeriod = fc.constantFrom(
  between('2026-06-01', '2026-06-30'),
  between('2026-04-01', '2026-06-30'),
  between('2025-01-01', '2025-12-31'),
  between('2026-01-05', '2026-02-10'),
  between('2026-06-15', '2026-06-15'),
  between('2026-06-08', '2026-06-14'),
  between('2025-11-01', '2026-02-28'),
)
const anyMetric = fc.constantFrom(
  'revenue',
  'gross_margin_pct',
  'gross_profit',
  'overdue',
  'labour_cost',
  'license_cost',
  'license_waste',
  'spend',
  'hours',
  'billable_hours',
  'invoice_count',
)
const anyWhere = fc.constantFrom<MetricQueryInput['where']>(
  undefined,
  { clients: ['Keystone Tax Advisors'] },
  { clients: ['Whitfield & Barrow LLP', 'Vantage Credit Union'] },
  { clients: ['Total'] },
  { industries: ['Healthcare'] },
  { not: { clients: ['Keystone Tax Advisors'] } },
)
const money = new Set(['revenue', 'gross_profit', 'overdue', 'labour_cost', 'license_cost', 'license_waste', 'spend'])

test('a query in words is read back as the query', () => {
  const query = fc
    .record({
      metric: anyMetric,
      period: anyPeriod,
      where: anyWhere,
      shape: fc.constantFrom('value', 'by', 'month', 'top', 'bottom', 'having', 'compare'),
      count: fc.integer({ min: 1, max: 30 }),
    })
    .map(({ metric, period, where, shape, count }): MetricQueryInput => {
      const base = { metrics: [metric], ...(where ? { where } : {}), period }
      if (shape === 'by') return { ...base, groupBy: ['CLIENT'] }
      if (shape === 'month') return { ...base, groupBy: ['CLIENT', 'MONTH'] }
      if (shape === 'having')
        return {
          ...base,
          groupBy: ['CLIENT'],
          having: [{ metric, op: 'GT', value: money.has(metric) ? count * 100 : count }],
        }
      if (shape === 'compare') return { ...base, compareTo: count % 2 ? 'PREVIOUS_PERIOD' : 'SAME_PERIOD_LAST_YEAR' }
      if (shape === 'value') return base
      return {
        ...base,
        groupBy: ['CLIENT'],
        orderBy: [{ metric, direction: shape === 'top' ? 'DESC' : 'ASC' }],
        first: count,
      }
    })
  fc.assert(
    fc.property(query, asked => {
      expect([words(asked), queryOf(words(asked))]).toEqual([words(asked), asked])
    }),
    { numRuns: 500 },
  )
})

test('a query in words is plain English', () => {
  expect(
    words({
      metrics: ['revenue'],
      groupBy: ['CLIENT'],
      orderBy: [{ metric: 'revenue' }],
      first: 5,
      period: between('2026-04-01', '2026-06-30'),
    }),
  ).toBe('top 5 clients by revenue in Q2 2026')
  expect(
    words({
      metrics: ['gross_margin_pct'],
      where: { clients: ['Harbor Dental Group'] },
      period: between('2026-06-01', '2026-06-30'),
      compareTo: 'PREVIOUS_PERIOD',
    }),
  ).toBe('margin for Harbor Dental Group, in June 2026, compared with the period before')
})
