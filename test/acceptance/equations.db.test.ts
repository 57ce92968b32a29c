import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Dimension } from '../../server/metrics/metric-query.ts'
import type { MetricTable } from '../../server/metrics/metric-table.ts'
import { type Fraction, fraction, fractionOf, over, textOf, times, total } from '../metrics/oracle/fraction.ts'
import { importWorld, nowOf } from '../metrics/oracle/import-world.ts'
import { invoiceFacts } from '../metrics/oracle/invoice-facts.ts'
import { bigSize, makeWorld } from '../metrics/oracle/make-world.ts'
import { allowedDimensions } from '../metrics/oracle/metrics.ts'
import type { TestMsp } from '../support/test-msp.ts'

/** What adds up over whatever it is split by. Levels (seats) and ratios do not, and are compared by their totals. */
const additive = [
  ...['revenue', 'tax', 'billed', 'paid', 'overdue', 'invoice_count', 'hours', 'billable_hours', 'labour_cost'],
  ...['billable_value', 'available_hours', 'license_cost', 'license_waste', 'unbilled_amount', 'unassigned_amount'],
  ...['overbilled_amount', 'shadow_amount', 'spend', 'gross_profit'],
]
const dimensions: readonly Dimension[] = [
  ...(['CLIENT', 'INDUSTRY', 'SERVICE_LINE', 'STAFF', 'TEAM', 'PROJECT', 'WORK_TYPE'] as const),
  ...(['PRODUCT', 'VENDOR', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const),
]
const world = makeWorld(4, bigSize, true)
let msp: TestMsp
beforeAll(async () => {
  msp = await importWorld(world)
})
afterAll(() => msp?.[Symbol.asyncDispose]())

const ask = (metrics: readonly string[], groupBy: readonly Dimension[] = []): Promise<MetricTable> =>
  msp.metrics({ metrics: [...metrics], groupBy: [...groupBy], period: { named: 'ALL' } }, nowOf(world))

function exactValue(exact: string | null): Fraction {
  const [n, d] = (exact ?? '0').split('/')
  return over(fractionOf(n!), fractionOf(d ?? '1'))
}
const column = (table: MetricTable, at: number): Fraction[] => table.rows.map(row => exactValue(row.values[at]!.exact))
const totalOf = (table: MetricTable, at = 0): Fraction => exactValue(table.totals.values[at]!.exact)

test('the clients’ revenue is the sum of the invoices', async () => {
  const table = await ask(['revenue', 'billed'], ['CLIENT'])
  const known = invoiceFacts(world).flatMap(invoice => invoice.amounts ?? [])
  expect(textOf(total(column(table, 0)))).toBe(textOf(total(known.map(amounts => amounts.net))))
  expect(textOf(total(column(table, 1)))).toBe(textOf(total(known.map(amounts => amounts.billed))))
})

test.each(dimensions)('the parts by %s sum to the whole', async dimension => {
  const keys = additive.filter(key => allowedDimensions(key).includes(dimension))
  const table = await ask(keys, [dimension])
  keys.forEach((key, at) => {
    expect([key, textOf(total(column(table, at)))]).toEqual([key, textOf(totalOf(table, at))])
  })
})

test('the total of a series is the overview’s number, whatever it is split by, alone or in company', async () => {
  for (const key of [
    ...additive,
    'gross_margin_pct',
    'utilization_pct',
    'license_utilization_pct',
    'seats_used',
    'hhi',
  ]) {
    const overview = (await ask([key])).totals.values[0]!.exact
    for (const dimension of allowedDimensions(key)) {
      const table = await ask(key === 'spend' ? ['spend', 'labour_cost'] : [key], [dimension])
      expect([key, dimension, table.totals.values[0]!.exact]).toEqual([key, dimension, overview])
    }
  }
})

test('the clients’ shares are 100 %, their largest is the concentration, their squares the Herfindahl index', async () => {
  const table = await ask(['revenue'], ['CLIENT'])
  const shares = column(table, 0).map(revenue => over(revenue, totalOf(table)))
  expect(textOf(times(total(shares), fraction(100)))).toBe('100')
  const overview = await ask(['revenue_concentration_pct', 'hhi'])
  const largest = shares.reduce((a, b) => (a.n * b.d > b.n * a.d ? a : b))
  expect(overview.totals.values.map(value => value.exact)).toEqual([
    textOf(times(largest, fraction(100))),
    textOf(total(shares.map(share => times(share, share)))),
  ])
})

test('a page is a piece of the whole table, and says that it is one', async () => {
  const query = { metrics: ['revenue'], groupBy: ['CLIENT', 'MONTH'] as Dimension[], period: { named: 'ALL' } }
  const whole = await msp.metrics(query, nowOf(world))
  const page = await msp.metrics({ ...query, first: 10, offset: 5 }, nowOf(world))
  expect(page.rows.map(row => row.key)).toEqual(whole.rows.slice(5, 15).map(row => row.key))
  expect([page.totalCount, page.truncated, whole.truncated]).toEqual([whole.rows.length, true, false])
  expect(page.totals.values[0]!.exact).toBe(whole.totals.values[0]!.exact)
})
