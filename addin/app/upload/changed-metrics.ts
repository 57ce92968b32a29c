import type { Api } from '../../api/api.ts'
import { catalogKeys, type PeriodInput, totals } from '../../api/operations/totals.gen.ts'
import type { DatasetKind } from '../../api/operations/upload.gen.ts'

/** The metrics that an upload of a dataset moves first. */
const movedBy: Readonly<Record<DatasetKind, readonly string[]>> = {
  CLIENTS: [],
  BUDGETS: [],
  INVOICES: ['revenue', 'gross_profit', 'gross_margin_pct'],
  TIME_LOGS: ['hours', 'billable_utilization_pct', 'labour_cost', 'gross_profit'],
  LICENSES: ['license_cost', 'license_waste', 'gross_profit'],
  STAFF: ['labour_cost', 'utilization_pct', 'gross_profit'],
  FX_RATES: ['revenue', 'gross_profit'],
}

/** What a metric was before an upload and is after it, as text for people. */
export interface ChangedMetric {
  readonly key: string
  readonly name: string
  readonly before: string
  readonly after: string
}

export interface MetricTexts {
  readonly period: string
  readonly values: ReadonlyMap<string, { readonly name: string; readonly text: string }>
}

/** The metrics that an upload may move, as they are now, over its days (or a year, where its rows have none). */
export async function readMovedMetrics(
  api: Api,
  dataset: DatasetKind,
  days: { readonly from: string; readonly to: string } | null,
): Promise<MetricTexts | null> {
  const allowed = new Set((await api.request(catalogKeys, {})).metricCatalog.map(({ key }) => key))
  const metrics = movedBy[dataset].filter(key => allowed.has(key))
  if (metrics.length === 0) return null
  const period: PeriodInput = days
    ? { between: { from: days.from, to: days.to } }
    : { last: { count: 12, unit: 'MONTH' } }
  const table = (await api.request(totals, { query: { metrics, period } })).metrics
  const values = table.totals.values.map(
    ({ metric, text, value }) => [metric.key, { name: metric.name, text: value === null ? 'no value' : text }] as const,
  )
  return { period: table.period.label, values: new Map(values) }
}

/** Those that are not what they were. */
export function changedMetrics(before: MetricTexts | null, after: MetricTexts | null): readonly ChangedMetric[] {
  if (before === null || after === null) return []
  return [...after.values].flatMap(([key, { name, text }]) => {
    const was = before.values.get(key)?.text ?? 'no value'
    return was === text ? [] : [{ key, name, before: was, after: text }]
  })
}
