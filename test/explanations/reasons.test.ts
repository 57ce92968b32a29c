import { expect, test } from 'vitest'
import { type Exact, exact, minus } from '../../server/analytics/exact.ts'
import type { Driver } from '../../server/explanations/explanation.ts'
import { type SentenceParts, sentence } from '../../server/explanations/words/sentence.ts'
import { needsYear, spokenPeriod } from '../../server/explanations/words/spoken-period.ts'
import { spokenDifference, spokenValue } from '../../server/explanations/words/spoken-value.ts'
import { Catalogue } from '../../server/metrics/catalogue/catalogue.ts'

const catalogue = new Catalogue()
const month = (label: string) => ({ from: `${label}-01`, to: `${label}-28`, label })
const AUGUST = Math.floor(Date.UTC(2026, 7, 10) / 86_400_000)

const driver = (given: Partial<Driver> & Pick<Driver, 'key' | 'label' | 'contribution'>): Driver => ({
  kind: 'MEASURE',
  change: 'CHANGED',
  unit: 'MONEY',
  from: null,
  to: null,
  item: null,
  rowCount: 1,
  rows: null,
  children: [],
  ...given,
})

function told(
  metric: string,
  baseline: Exact,
  value: Exact,
  drivers: Driver[],
  more: Partial<SentenceParts> = {},
): string {
  return sentence({
    metric: catalogue.find(metric)!.definition,
    subject: { client: { id: 1, name: 'Harbor Dental' }, narrowed: '' },
    period: month('2026-07'),
    baselinePeriod: month('2026-06'),
    with: null,
    value,
    baseline,
    difference: minus(value, baseline),
    drivers,
    today: AUGUST,
    currency: 'USD',
    bottom: null,
    by: 'MEASURE',
    ...more,
  })
}

test('the reason that makes most of it, with what is behind it, and what stayed', () => {
  const hours = driver({
    key: 'hours',
    label: 'Hours',
    kind: 'VOLUME',
    unit: 'HOURS',
    from: exact(30),
    to: exact(48),
    contribution: exact(-8),
  })
  expect(
    told('gross_margin_pct', exact(412, 10), exact(330, 10), [
      driver({ key: 'revenue', label: 'Revenue', from: exact(10_000), to: exact(10_020), contribution: exact(1, 10) }),
      driver({
        key: 'labour_cost',
        label: 'Labour cost',
        from: exact(2000),
        to: exact(3240),
        contribution: exact(-83, 10),
        children: [hours],
      }),
    ]),
  ).toBe(
    'Harbor Dental’s gross margin fell from 41.2 % in June to 33.0 % in July (−8.2 points), mostly because labour cost rose by $1,240 (18 more hours); revenue was flat.',
  )
})

test('two reasons where one is not enough, and what worked against them', () => {
  expect(
    told('gross_profit', exact(5000), exact(3000), [
      driver({ key: 'revenue', label: 'Revenue', from: exact(9000), to: exact(10_000), contribution: exact(1000) }),
      driver({
        key: 'labour_cost',
        label: 'Labour cost',
        from: exact(3000),
        to: exact(4600),
        contribution: exact(-1600),
      }),
      driver({
        key: 'license_cost',
        label: 'License cost',
        from: exact(1000),
        to: exact(2400),
        contribution: exact(-1400),
      }),
    ]),
  ).toBe(
    'Harbor Dental’s gross profit fell from $5,000 in June to $3,000 in July (−$2,000), mostly because labour cost rose by $1,600 and license cost rose by $1,400, although revenue rose by $1,000.',
  )
})

test('nothing changed, or two reasons cancelled out', () => {
  expect(told('revenue', exact(900), exact(900), [])).toBe(
    'Harbor Dental’s revenue was $900 in July, the same as in June.',
  )
  expect(
    told('gross_profit', exact(900), exact(900), [
      driver({ key: 'revenue', label: 'Revenue', from: exact(1000), to: exact(1200), contribution: exact(200) }),
      driver({ key: 'labour_cost', label: 'Labour cost', from: exact(100), to: exact(300), contribution: exact(-200) }),
    ]),
  ).toBe(
    'Harbor Dental’s gross profit was $900 in July, the same as in June: revenue (+$200) and labour cost (−$200) balanced each other.',
  )
})

test('clients that came and went, and internal work', () => {
  const client = (key: string, label: string, contribution: number, change: Driver['change'] = 'CHANGED') =>
    driver({ key, label, kind: 'MEMBER', change, contribution: exact(contribution) })
  const all = { subject: { client: null, narrowed: '' }, by: 'CLIENT' } as const
  expect(
    told('hours', exact(100), exact(70), [client('a', 'Old Mill', -20, 'LOST'), client('(none)', '(none)', -10)], all),
  ).toBe('Hours fell from 100 h in June to 70 h in July (−30 h), mostly because of the loss of Old Mill (−20 h).')
  expect(told('hours', exact(70), exact(80), [client('(none)', '(none)', 10)], all)).toBe(
    'Hours rose from 70 h in June to 80 h in July (+10 h), because of internal work (+10 h).',
  )
})

test('what a question is narrowed to stands behind the name', () => {
  expect(told('hours', exact(1), exact(2), [], { subject: { client: null, narrowed: 'reactive' } })).toBe(
    'Hours (reactive) rose from 1 h in June to 2 h in July (+1 h).',
  )
})

test('a period that is not over is so far, and years are said where they are needed', () => {
  const more = { period: month('2026-08'), baselinePeriod: month('2025-08') }
  expect(told('hours', exact(1), exact(2), [], more)).toBe(
    'Harbor Dental’s hours rose from 1 h in August 2025 to 2 h in August 2026 so far (+1 h).',
  )
})

test('values as they are said', () => {
  const said = (value: Exact | null, unit: Driver['unit'], currency = 'USD') => spokenValue(value, unit, currency)
  expect([
    said(exact(123_456, 100), 'MONEY'),
    said(exact(999, 100), 'MONEY'),
    said(exact(-5000), 'MONEY'),
    said(exact(0), 'MONEY'),
    said(exact(1500), 'MONEY', 'JPY'),
    said(exact(5210, 100), 'MONEY_PER_HOUR'),
    said(exact(2050, 100), 'HOURS'),
    said(exact(725, 100), 'HOURS'),
    said(exact(1200), 'COUNT'),
    said(exact(40), 'PERCENT'),
    said(null, 'MONEY'),
  ]).toEqual([
    '$1,235',
    '$9.99',
    '−$5,000',
    '$0',
    '¥1,500',
    '$52.10/h',
    '20.5 h',
    '7.25 h',
    '1,200',
    '40.0 %',
    'nothing',
  ])
  expect([
    spokenDifference(exact(-82, 10), 'PERCENT', 'USD'),
    spokenDifference(exact(1), 'PERCENT', 'USD'),
    spokenDifference(exact(18), 'HOURS', 'USD'),
    spokenDifference(exact(-1240), 'MONEY', 'EUR'),
  ]).toEqual(['−8.2 points', '+1.0 point', '+18 h', '−€1,240'])
})

test('periods as they are said', () => {
  const period = (label: string) => spokenPeriod({ from: '', to: '', label }, false)
  expect(
    ['2026-07', '2026-Q3', '2026', '2026-06 to 2026-07', '2025-12 to 2026-01', '2026-W07', 'ALL'].map(period),
  ).toEqual([
    'July',
    'Q3 2026',
    '2026',
    'June to July 2026',
    'December 2025 to January 2026',
    'week 7 of 2026',
    'all time',
  ])
  expect(needsYear([month('2026-07'), month('2026-06')], AUGUST)).toBe(false)
  expect(needsYear([month('2026-01'), month('2025-12')], AUGUST)).toBe(true)
  expect(needsYear([month('2025-07')], AUGUST)).toBe(true)
})
