import type { Dimension } from '../../server/metrics/metric-query.ts'
import { metricsFor } from '../metrics/oracle/compare-with-oracle.ts'
import type { TestMsp } from '../support/test-msp.ts'

const groupings: readonly Dimension[][] = [
  [],
  ['CLIENT', 'MONTH'],
  ['STAFF'],
  ['PROJECT'],
  ['PRODUCT'],
  ['SERVICE_LINE', 'MONTH'],
  ['TEAM'],
]

/** Every metric by what it is usually asked by, as text: equal texts are equal to the last digit. */
export async function everyMetric(msp: TestMsp, asOf?: { snapshot: string } | { instant: string }): Promise<string[]> {
  const lines: string[] = []
  for (const groupBy of groupings) {
    const table = await msp.metrics({
      metrics: metricsFor(groupBy),
      groupBy,
      period: { between: { from: '2025-01-01', to: '2026-04-30' } },
      ...(asOf && { asOf }),
    })
    for (const row of [...table.rows, table.totals]) {
      const values = row.values.map(value => `${value.metric.key}=${value.exact} (${value.rowCount})`)
      lines.push([...groupBy, row.dimensions.map(({ label }) => label).join(' | '), ...values].join(' '))
    }
  }
  return lines
}
