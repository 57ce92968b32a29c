import type { ExplainInput } from '../../api/operations/explain.gen.ts'
import type { TableModel } from '../../workbook/workbook.ts'
import { type PulledBy, sourceOf } from '../metrics/metric-table-model.ts'
import { numberFormat } from '../metrics/number-format.ts'
import type { Explanation } from './read-explanation.ts'

/** An explanation as a table: one row a driver, the difference last; the contributions add up to it. */
export function explanationTable(
  explanation: Explanation,
  input: ExplainInput,
  by: PulledBy,
  asOf: string,
  frozen = false,
): TableModel {
  const { metric, drivers, baseline, value, difference, currency, period } = explanation
  const format = metric.unit === 'MONEY' || currency !== null ? '#,##0.00' : '#,##0.0'
  const contributionFormat = numberFormat({ unit: metric.unit, currency, format })
  const rows = drivers.map(driver => ({
    key: driver.key,
    cells: [driver.label, driver.from, driver.to, driver.contribution, driver.rowCount],
  }))
  return {
    title: `Why ${metric.name.toLowerCase()} moved, ${period.label}`,
    columns: [
      { key: 'driver', heading: 'Driver', kind: 'dimension', numberFormat: '@' },
      { key: 'from', heading: 'Was', kind: 'metric', numberFormat: '#,##0.00' },
      { key: 'to', heading: 'Is', kind: 'metric', numberFormat: '#,##0.00' },
      { key: 'contribution', heading: 'Adds to the difference', kind: 'change', numberFormat: contributionFormat },
      { key: 'rows', heading: 'Rows behind it', kind: 'metric', numberFormat: '#,##0' },
    ],
    rows: [...rows, { key: 'difference', cells: ['Difference', baseline, value, difference, null] }],
    provenance: {
      request: { kind: 'explain', input: { ...input } },
      definitions: { [metric.key]: metric.version },
      snapshot: null,
      asOf,
      period: { from: period.from, to: period.to },
      pulledAt: by.now,
      pulledBy: by.user,
      frozen,
      ...sourceOf(by),
    },
  }
}
