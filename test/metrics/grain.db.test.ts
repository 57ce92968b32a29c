import { expect, test } from 'vitest'
import { add, type Rational, rational, rationalOfDecimal } from '../../server/analytics/rational.ts'
import type { Dimension } from '../../server/metrics/metric-query.ts'
import type { MetricTable } from '../../server/metrics/metric-table.ts'
import { readMetricTable } from '../../server/metrics/read-metric-table.ts'
import { importWorld, nowOf } from './oracle/import-world.ts'
import { makeWorld, smallSize } from './oracle/make-world.ts'

const fractionOf = (exact: string): Rational => {
  const [top, bottom] = exact.split('/')
  return bottom === undefined ? rationalOfDecimal(exact)! : rational(BigInt(top!), BigInt(bottom))
}

/** Sums of each metric by client and month, unknown ones as nothing. */
function byClientAndMonth(table: MetricTable): Map<string, string> {
  const sums = new Map<string, Rational>()
  for (const row of table.rows)
    for (const value of row.values) {
      const of = (dimension: Dimension) => row.dimensions.find(found => found.dimension === dimension)!.label
      const key = `${of('CLIENT')} ${of('MONTH')} ${value.metric.key}`
      if (value.exact !== null) sums.set(key, add(sums.get(key) ?? rational(0), fractionOf(value.exact)))
    }
  return new Map([...sums].filter(([, sum]) => sum.n !== 0n).map(([key, sum]) => [key, `${sum.n}/${sum.d}`]))
}

test.each([301, 302, 303])(
  'whatever the MSP (number %i), rollups and rows give the same, and parts add up',
  async seed => {
    const world = makeWorld(seed, smallSize)
    await using msp = await importWorld(world)
    const ask = (metrics: string[], groupBy: Dimension[]) =>
      readMetricTable(msp.database.orm.em.fork(), msp.owner, { metrics, groupBy }, { now: nowOf(world) })
    const time = ['hours', 'billable_hours', 'labour_cost', 'billable_value']
    const invoices = ['revenue', 'billed', 'tax', 'paid', 'overdue', 'invoice_count']
    const rollup = byClientAndMonth(await ask([...time, ...invoices], ['CLIENT', 'MONTH']))
    // Work types and weeks only the rows know.
    const rows = new Map([
      ...byClientAndMonth(await ask(time, ['CLIENT', 'MONTH', 'WORK_TYPE'])),
      ...byClientAndMonth(await ask(invoices, ['CLIENT', 'MONTH', 'WEEK'])),
    ])
    expect(new Map([...rows].sort())).toEqual(new Map([...rollup].sort()))
    // The total of an additive measure is the sum of its parts.
    const table = await ask([...time, ...invoices, 'license_cost', 'license_waste'], ['CLIENT', 'MONTH'])
    for (const [index, total] of table.totals.values.entries()) {
      const parts = table.rows.flatMap(row => row.values[index]!.exact ?? []).map(fractionOf)
      const sum = parts.reduce(add, rational(0))
      expect([total.metric.key, sum]).toEqual([total.metric.key, fractionOf(total.exact ?? '0')])
    }
  },
)
