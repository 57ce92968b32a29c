import type { MetricSums } from '../peers/metric-sums.ts'

/** Four metrics of four families, each client in each month. */
export const tableQuery = {
  metrics: ['revenue', 'labour_cost', 'license_cost', 'hours'],
  groupBy: ['CLIENT', 'MONTH'],
  period: { named: 'ALL' },
} as const

/** What the rows of an answer add up to. */
export function tableSums(rows: readonly Readonly<Record<string, unknown>>[]): MetricSums {
  const total = (key: string) => rows.reduce((sum, row) => sum + Math.round(Number(row[key] ?? 0) * 100), 0)
  return {
    rows: rows.length,
    revenue: total('revenue'),
    labourCost: total('labour_cost'),
    licenseCost: total('license_cost'),
    hours: total('hours'),
  }
}
