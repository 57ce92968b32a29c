import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MetricQueryInput } from '../../server/metrics/metric-query.ts'
import { lines, type SmallMsp, smallMsp, totals } from './small-msp.ts'

let msp: SmallMsp
beforeAll(async () => {
  msp = await smallMsp()
})
afterAll(async () => {
  await msp[Symbol.asyncDispose]()
})

const ask = (query: MetricQueryInput) => msp.ask(query)

test('invoices by client and month: credits lower, drafts and void never count, no rate is null', async () => {
  const metrics = ['revenue', 'billed', 'tax', 'paid', 'overdue', 'invoice_count', 'average_invoice']
  const table = await ask({ metrics, groupBy: ['CLIENT', 'MONTH'] })
  expect(lines(table)).toEqual([
    'Acme 2026-01 1000 1100 100 1100 0 1 1100',
    'Acme 2026-02 1200 1320 120 0 1320 1 1320',
    'Acme 2026-03 800 880 80 0 0 2 440',
    'Blue Ridge 2026-01 500 500 0 0 500 1 500',
    'Blue Ridge 2026-02 0 0 0 0 0 0 null',
    'Blue Ridge 2026-03 null null null null null 1 null',
  ])
  expect(totals(table)).toEqual(['3500', '3800', '300', '1100', '1820', '6', '760'])
  expect(table.totals.values[0]!.assumptions).toMatchObject([{ code: 'UNCONVERTED', rowCount: 1 }])
  expect(table.period).toEqual({ from: '2026-01-01', to: '2026-03-31', label: 'ALL' })
})

test('time costs the log’s rate, else the staff member’s, else what it bills; without any it is unknown', async () => {
  const table = await ask({
    metrics: ['hours', 'billable_hours', 'labour_cost', 'billable_value'],
    groupBy: ['CLIENT'],
  })
  expect(lines(table)).toEqual(['Acme 12 10 560 1800', 'Blue Ridge 8 8 600 600', '(none) 1 0 50 0'])
  const [, , cost, value] = table.totals.values
  expect(cost!.assumptions.map(({ code, rowCount }) => [code, rowCount])).toEqual([
    ['COST_RATE_FROM_BILLING_RATE', 1],
    ['NO_RATE', 2],
  ])
  expect(value!.assumptions.map(({ code }) => code)).toEqual(['NO_BILLING_RATE'])
  expect(cost!.confidence.score).toBeLessThan(table.totals.values[0]!.confidence.score)
})

test('people are who the staff list says, with the capacity it says; strangers have 40 hours a week', async () => {
  const table = await ask({ metrics: ['hours', 'available_hours', 'labour_cost'], groupBy: ['STAFF'] })
  expect(lines(table)).toEqual(['Ken 7 256 600', 'Maya 11 512 610', 'Zoe 3 176 null'])
  expect(table.rows[2]!.values[1]!.assumptions).toMatchObject([{ code: 'CAPACITY_DEFAULT', rowCount: 1 }])
  const teams = await ask({ metrics: ['utilization_pct'], groupBy: ['TEAM'] })
  expect(lines(teams)).toEqual(['Desk 2.1484375', 'Field 2.734375', '(none) 75/44'])
})

test('licenses by product: blank use is unknown and out of both sides of the ratios', async () => {
  const metrics = ['license_cost', 'license_waste', 'seats_used', 'license_utilization_pct', 'cost_per_used_seat']
  const table = await ask({ metrics, groupBy: ['PRODUCT'] })
  expect(lines(table)).toEqual(['Backup 100 null null null null', 'Office 840 240 10 500/7 28'])
  expect(totals(table)).toEqual(['940', '240', '10', '500/7', '28'])
})

test('facts are combined after they are summed: profit has no fan-out', async () => {
  const metrics = ['gross_profit', 'gross_margin_pct', 'effective_rate_gross', 'effective_rate_net', 'spend']
  const table = await ask({ metrics, groupBy: ['CLIENT'] })
  expect(lines(table)).toEqual([
    'Acme 1740 58 250 575/3 1260',
    'Blue Ridge -340 -68 62.5 32.5 840',
    '(none) -50 null 0 0 50',
  ])
  expect(totals(table)[0]).toBe('1350')
})

test('a blank industry is a group of its own, so that parts add up', async () => {
  const table = await ask({ metrics: ['revenue', 'hours'], groupBy: ['INDUSTRY'] })
  expect(lines(table)).toEqual(['Health 3000 12', 'Law 500 8', '(none) 0 1'])
  expect(table.rows[2]!.dimensions).toEqual([{ dimension: 'INDUSTRY', key: null, label: '(none)' }])
})

test('weeks, and periods that cut months, go by day; licenses then count whole months and say partial', async () => {
  const table = await ask({ metrics: ['revenue'], groupBy: ['WEEK'], period: { named: '2026-W02..2026-W03' } })
  expect(lines(table)).toEqual(['2026-W02 1000', '2026-W03 500'])
  const period = { between: { from: '2026-01-11', to: '2026-02-10' } }
  const cut = await ask({ metrics: ['revenue', 'hours', 'license_cost'], period })
  expect(lines(cut)).toEqual(['1700 9 610'])
  expect(cut.rows[0]!.values.map(value => value.partial)).toEqual([false, false, true])
  const months = await ask({ metrics: ['revenue'], groupBy: ['MONTH'], period })
  expect(months.rows.map(row => row.values[0]!.partial)).toEqual([true, true])
})

test('null before the dataset begins, 0 where it covers', async () => {
  const period = { named: '2025-12..2026-02' }
  const table = await ask({ metrics: ['revenue', 'license_cost', 'hours'], groupBy: ['MONTH'], period })
  expect(lines(table)).toEqual(['2025-12 null null null', '2026-01 1500 280 9', '2026-02 1200 330 6'])
  expect(table.rows[0]!.values[0]!.assumptions).toMatchObject([{ code: 'NOT_COVERED' }])
  const later = await ask({ metrics: ['revenue', 'gross_margin_pct', 'seats_used'], period: { named: '2027' } })
  expect(lines(later)).toEqual(['0 null 4'])
})

test('against the period before: new, lost, changed, with points for percentages', async () => {
  const table = await ask({
    metrics: ['revenue', 'gross_margin_pct'],
    groupBy: ['CLIENT'],
    period: { named: '2026-02' },
    compareTo: 'PREVIOUS_PERIOD',
  })
  expect([...table.flatRows]).toEqual([
    {
      client: 'Acme',
      revenue: 1200,
      revenue_baseline: 1000,
      revenue_change: 200,
      revenue_change_pct: 20,
      gross_margin_pct: expect.closeTo(49.1667, 3),
      gross_margin_pct_baseline: 60,
      gross_margin_pct_change: expect.closeTo(-10.8333, 3),
      gross_margin_pct_change_pct: expect.closeTo(-18.0556, 3),
    },
    expect.objectContaining({ client: 'Blue Ridge', revenue: 0, revenue_baseline: 500, revenue_change_pct: -100 }),
  ])
  expect(table.rows.map(row => row.values.map(value => value.changeKind))).toEqual([
    ['CHANGED', 'CHANGED'],
    ['LOST', 'LOST'],
  ])
  expect(table.columns.map(column => column.key)).toEqual(Object.keys([...table.flatRows][0]!))
})

test('series are compared step by step', async () => {
  const table = await ask({
    metrics: ['revenue'],
    groupBy: ['MONTH'],
    period: { named: '2026-02..2026-03' },
    compareTo: 'PREVIOUS_PERIOD',
  })
  expect(table.rows.map(row => [row.dimensions[0]!.key, row.values[0]!.value, row.values[0]!.baseline])).toEqual([
    ['2026-02', 1200, null],
    ['2026-03', 800, 1500],
  ])
})

test('against the portfolio: each client beside all of them pooled', async () => {
  const query: MetricQueryInput = { metrics: ['effective_rate_gross'], compareTo: 'PORTFOLIO' }
  const table = await ask({ ...query, groupBy: ['CLIENT'] })
  expect(table.rows.map(row => [row.values[0]!.value, row.values[0]!.baseline])).toEqual([
    [250, 3500 / 21],
    [62.5, 3500 / 21],
    [0, 3500 / 21],
  ])
  const one = await ask({ ...query, where: { clients: ['acme'] } })
  expect(one.rows[0]!.values[0]).toMatchObject({ value: 250, baseline: 3500 / 21 })
  await expect(ask(query)).rejects.toMatchObject({ code: 'IMPOSSIBLE_COMPARISON' })
})

test('against the budget: the firm’s line is the total, clients have their own; none is null', async () => {
  const period = { named: '2026-01..2026-02' }
  const query: MetricQueryInput = { metrics: ['revenue'], period, compareTo: 'BUDGET' }
  const table = await ask({ ...query, groupBy: ['CLIENT'] })
  expect(table.rows.map(row => [row.dimensions[0]!.label, row.values[0]!.baseline])).toEqual([
    ['Acme', 2000],
    ['Blue Ridge', null],
  ])
  expect(table.totals.values[0]!.baseline).toBe(3100)
  const hours = await ask({ ...query, metrics: ['hours'], groupBy: ['MONTH'] })
  expect(hours.rows.map(row => row.values[0]!.baseline)).toEqual([null, 10])
  await expect(ask({ ...query, metrics: ['gross_profit'] })).rejects.toMatchObject({ code: 'IMPOSSIBLE_COMPARISON' })
  await expect(ask({ ...query, groupBy: ['SERVICE_LINE'] })).rejects.toMatchObject({ code: 'IMPOSSIBLE_GROUPING' })
})

test('growth is taken against the same length of time before, trend over complete months, shares over clients', async () => {
  const growth = await ask({ metrics: ['revenue_growth_pct'], groupBy: ['MONTH'] })
  expect(lines(growth)).toEqual(['2026-01 null', '2026-02 -20', '2026-03 -100/3'])
  const shares = await ask({ metrics: ['hhi', 'revenue_concentration_pct'] })
  expect(lines(shares)).toEqual(['37/49 600/7'])
  // Spend by month: 1080, 690, 380.
  const trend = await ask({ metrics: ['spend_trend_pct'] })
  expect(lines(trend)).toEqual(['-2100/43'])
})

test('rows are selected, ordered and paged; totals are over all of them, and nothing is cut in silence', async () => {
  const selected = await ask({
    metrics: ['revenue'],
    groupBy: ['CLIENT', 'MONTH'],
    having: [{ metric: 'invoice_count', op: 'GTE', value: 1 }],
    orderBy: [{ metric: 'revenue', direction: 'ASC' }],
    first: 2,
    offset: 1,
  })
  expect(lines(selected)).toEqual(['Acme 2026-03 800', 'Acme 2026-01 1000'])
  expect([selected.totalCount, selected.truncated, totals(selected)]).toEqual([5, true, ['3500']])
  const descending = await ask({ metrics: ['revenue'], groupBy: ['CLIENT', 'MONTH'], orderBy: [{ metric: 'revenue' }] })
  expect(lines(descending).at(-1)).toBe('Blue Ridge 2026-03 null')
  const between = await ask({
    metrics: ['revenue'],
    groupBy: ['MONTH'],
    having: [{ metric: 'revenue', op: 'BETWEEN', value: 800, to: 1200 }],
    orderBy: [{ dimension: 'MONTH', direction: 'DESC' }],
  })
  expect(lines(between)).toEqual(['2026-03 800', '2026-02 1200'])
})

test.each([
  [{ clients: ['ACME'] }, '3000'],
  [{ clients: ['C2', 'Cedar'] }, '500'],
  [{ industries: ['health'] }, '3000'],
  [{ industries: ['(none)'] }, '0'],
  [{ serviceLines: ['Projects'] }, '900'],
  [{ serviceLines: ['(none)'] }, '500'],
  [{ not: { clients: ['Acme'] } }, '500'],
  [{ clients: ['Acme'], not: { serviceLines: ['Projects'] } }, '2100'],
  [{ not: { clients: ['Acme'], serviceLines: ['Projects'] } }, '2600'],
  [{ not: {} }, '3500'],
  [{ clients: [] }, '0'],
])('revenue where %j is %s', async (where, revenue) => {
  expect(totals(await ask({ metrics: ['revenue'], where }))).toEqual([revenue])
})

test.each([
  [{ staff: ['maya@msp.example'] }, '11'],
  [{ staff: ['ken', 'Zoe'] }, '10'],
  [{ teams: ['Desk'] }, '11'],
  [{ teams: ['(none)'] }, '3'],
  [{ projects: ['move'] }, '6'],
  [{ workTypes: ['internal'] }, '1'],
  [{ not: { workTypes: ['reactive'] } }, '12'],
  [{ clients: ['(none)'] }, '1'],
])('hours where %j are %s', async (where, hours) => {
  expect(totals(await ask({ metrics: ['hours'], where }))).toEqual([hours])
})

test('ids of rows filter as names do', async () => {
  const table = await ask({ metrics: ['hours'], groupBy: ['CLIENT', 'STAFF'] })
  for (const row of table.rows.filter(({ dimensions }) => dimensions[0]!.key !== null)) {
    const [client, staff] = row.dimensions.map(dimension => dimension.key!)
    const again = await ask({ metrics: ['hours'], where: { clients: [client!], staff: [staff!] } })
    expect(totals(again)).toEqual([row.values[0]!.exact])
  }
})

test('the answer says what it was asked, with the period as days, and which uploads stand behind it', async () => {
  const table = await ask({ metrics: ['revenue'], period: { named: '2026-Q1' } })
  expect(table.query).toEqual({
    metrics: ['revenue'],
    groupBy: [],
    period: { between: { from: '2026-01-01', to: '2026-03-31' } },
    definitions: 'NOW',
  })
  // Exchange rates and invoices: the third and fourth upload.
  expect(table.snapshots).toEqual([3, 4])
  expect(lines(await ask(table.query))).toEqual(lines(table))
})

test('a value that is read as JSON has all of its parts', async () => {
  const table = await ask({ metrics: ['revenue'] })
  expect(JSON.parse(JSON.stringify(table)).rows[0].values[0]).toMatchObject({
    metric: { key: 'revenue' },
    value: 3500,
    exact: '3500',
    text: '$3,500.00',
    currency: 'USD',
    status: 'PUBLISHED',
    rowCount: 6,
  })
})

test.each([
  [{ metrics: ['revenu'] }, 'UNKNOWN_METRIC', 'there is no metric "revenu"; did you mean revenue'],
  [
    { metrics: ['gross_margin_pct'], groupBy: ['STAFF'] },
    'IMPOSSIBLE_GROUPING',
    'gross_margin_pct cannot be grouped by STAFF: revenue has no staff',
  ],
  [
    { metrics: ['hhi'], groupBy: ['CLIENT'] },
    'IMPOSSIBLE_GROUPING',
    'hhi cannot be grouped by CLIENT: it compares clients',
  ],
  [
    { metrics: ['hours', 'license_cost'], groupBy: ['WEEK'] },
    'IMPOSSIBLE_GROUPING',
    'license_cost cannot be grouped by WEEK: license_cost has no week',
  ],
  [
    { metrics: ['utilization_pct'], where: { clients: ['Acme'] } },
    'IMPOSSIBLE_GROUPING',
    'utilization_pct cannot be filtered by CLIENT: available_hours has no client',
  ],
  [
    { metrics: ['revenue'], where: { clients: ['Acme Corp'] } },
    'UNKNOWN_FILTER_VALUE',
    'Filtering by client: there is no "Acme Corp"; did you mean "Acme"?',
  ],
  [
    { metrics: ['revenue'], where: { not: { industries: ['Helth'] } } },
    'UNKNOWN_FILTER_VALUE',
    'did you mean "Health"?',
  ],
  [{ metrics: ['revenue'], period: { named: 'soon' } }, 'INVALID_PERIOD', 'Reading the period "soon"'],
  [{ metrics: ['revenue'], asOf: { instant: 'yesterday' } }, 'INVALID_AS_OF', 'it is no instant'],
  [{ metrics: ['revenue'], asOf: { snapshot: 'x' } }, 'NOT_FOUND', 'there is no snapshot "x"'],
  [{ metrics: ['revenue'], groupBy: ['CLIENT', 'CLIENT'] }, 'BAD_USER_INPUT', 'a dimension comes twice'],
  [{ metrics: ['revenue'], orderBy: [{ dimension: 'CLIENT' }] }, 'BAD_USER_INPUT', 'the rows are not grouped by it'],
  [{ metrics: ['revenue'], orderBy: [{}] }, 'BAD_USER_INPUT', 'either a metric or a dimension'],
  [{ metrics: ['revenue'], orderBy: [{ metric: 'revenue', onChange: true }] }, 'BAD_USER_INPUT', 'set compareTo'],
  [
    { metrics: ['revenue'], having: [{ metric: 'revenue', op: 'BETWEEN', value: 1 }] },
    'BAD_USER_INPUT',
    'BETWEEN needs `to`',
  ],
  [{ metrics: [] }, 'BAD_USER_INPUT', 'metrics'],
] as const)('%j is refused as %s: %s', async (query, code, message) => {
  await expect(ask(query as unknown as MetricQueryInput)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(message),
  })
})
