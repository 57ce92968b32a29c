import type { Dimension } from '../../server/metrics/metric-query.ts'
import type { MetricRow } from '../../server/metrics/metric-table.ts'
import { metricsFor } from '../metrics/oracle/compare-with-oracle.ts'
import { sameName } from '../metrics/oracle/names.ts'
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
    const linesOf = (row: MetricRow): string =>
      [
        ...groupBy,
        // The spelling that stands for all is the first one seen, and that is history, not data.
        row.dimensions.map(({ label }) => sameName(label)).join(' | '),
        ...row.values.map(value => `${value.metric.key}=${value.exact} (${value.rowCount})`),
      ].join(' ')
    lines.push(...table.rows.map(linesOf).sort(), linesOf(table.totals))
  }
  return lines
}
