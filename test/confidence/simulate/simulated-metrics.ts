import type { ConfidenceFamily } from '../../../server/analytics/confidence/signals.ts'
import type { WindowSums } from './window-sums.ts'

export type SimulatedFact = 'time' | 'invoices' | 'licenses' | 'capacity'

/** A metric as the product computes it, over simulated sums. */
export interface SimulatedMetric {
  readonly key: string
  readonly family: ConfidenceFamily
  readonly facts: readonly SimulatedFact[]
  readonly percent: boolean
  /** Null: not known or not defined. */
  readonly value: (sums: WindowSums, before: WindowSums) => number | null
  readonly imputed: (sums: WindowSums) => number
  readonly leftOut: (sums: WindowSums) => number
  /** Only for all clients together, or for one; null: both. */
  readonly only: 'all' | 'client' | null
}

const plain = { percent: false, imputed: () => 0, leftOut: () => 0, only: null } as const
const over = (a: number, b: number): number | null => (b === 0 ? null : a / b)
const percentOf = (a: number, b: number): number | null => (b <= 0 ? null : (100 * a) / b)
const spend = ({ time, licenses }: WindowSums): number => time.cost + licenses.cost
const allFacts = ['invoices', 'time', 'licenses'] as const
const worstLeftOut = ({ leftOut }: WindowSums): number => Math.max(leftOut.time, leftOut.invoices, leftOut.cost)

export const simulatedMetrics: readonly SimulatedMetric[] = [
  {
    ...plain,
    key: 'revenue',
    family: 'AMOUNT',
    facts: ['invoices'],
    value: ({ invoices, leftOut }) => (leftOut.invoices === 1 ? null : invoices.net),
    leftOut: ({ leftOut }) => leftOut.invoices,
  },
  { ...plain, key: 'hours', family: 'AMOUNT', facts: ['time'], value: ({ time }) => time.hours },
  { ...plain, key: 'invoice_count', family: 'AMOUNT', facts: ['invoices'], value: ({ invoices }) => invoices.rows },
  {
    ...plain,
    key: 'labour_cost',
    family: 'AMOUNT',
    facts: ['time'],
    value: ({ time, leftOut }) => (leftOut.time === 1 ? null : time.cost),
    imputed: ({ imputed }) => imputed.time,
    leftOut: ({ leftOut }) => leftOut.time,
  },
  {
    ...plain,
    key: 'spend',
    family: 'AMOUNT',
    facts: ['time', 'licenses'],
    value: spend,
    imputed: ({ imputed }) => imputed.time,
    leftOut: ({ leftOut }) => Math.max(leftOut.time, leftOut.cost),
  },
  {
    ...plain,
    key: 'gross_profit',
    family: 'BALANCE',
    facts: allFacts,
    value: sums => sums.invoices.net - spend(sums),
    imputed: ({ imputed }) => imputed.time,
    leftOut: worstLeftOut,
  },
  {
    ...plain,
    key: 'effective_rate_gross',
    family: 'RATIO',
    facts: ['invoices', 'time'],
    value: ({ invoices, time }) => over(invoices.net, time.hours),
    leftOut: ({ leftOut }) => leftOut.invoices,
  },
  {
    ...plain,
    key: 'average_invoice',
    family: 'RATIO',
    facts: ['invoices'],
    value: ({ invoices, leftOut }) => over(invoices.net, invoices.rows * (1 - leftOut.invoices)),
    leftOut: ({ leftOut }) => leftOut.invoices,
  },
  {
    ...plain,
    key: 'gross_margin_pct',
    family: 'MARGIN',
    facts: allFacts,
    percent: true,
    value: sums => percentOf(sums.invoices.net - spend(sums), sums.invoices.net),
    imputed: ({ imputed }) => imputed.time,
    leftOut: worstLeftOut,
  },
  {
    ...plain,
    key: 'service_margin_pct',
    family: 'MARGIN',
    facts: ['invoices', 'time'],
    percent: true,
    value: ({ invoices, time }) => percentOf(invoices.net - time.cost, invoices.net),
    imputed: ({ imputed }) => imputed.time,
    leftOut: ({ leftOut }) => Math.max(leftOut.time, leftOut.invoices),
  },
  {
    ...plain,
    key: 'utilization_pct',
    family: 'MARGIN',
    facts: ['time', 'capacity'],
    percent: true,
    only: 'all',
    value: ({ time, capacity }) => percentOf(time.hours / 100, capacity),
    imputed: ({ imputed }) => imputed.capacity,
  },
  {
    ...plain,
    key: 'billable_ratio_pct',
    family: 'SHARE',
    facts: ['time'],
    percent: true,
    value: ({ time }) => percentOf(time.billable, time.hours),
  },
  {
    ...plain,
    key: 'revenue_growth_pct',
    family: 'GROWTH',
    facts: ['invoices'],
    percent: true,
    value: ({ invoices }, before) => percentOf(invoices.net - before.invoices.net, before.invoices.net),
    leftOut: ({ leftOut }) => leftOut.invoices,
  },
  {
    ...plain,
    key: 'license_cost',
    family: 'LIST',
    facts: ['licenses'],
    value: ({ licenses, leftOut }) => (leftOut.cost === 1 ? null : licenses.cost),
    leftOut: ({ leftOut }) => leftOut.cost,
  },
  {
    ...plain,
    key: 'license_utilization_pct',
    family: 'LIST_SHARE',
    facts: ['licenses'],
    percent: true,
    value: ({ licenses }) => percentOf(licenses.used, licenses.purchasedOfUsed),
    leftOut: ({ leftOut }) => leftOut.use,
  },
  {
    ...plain,
    key: 'license_waste',
    family: 'LIST_GAP',
    facts: ['licenses'],
    value: ({ licenses, leftOut }) => (leftOut.use === 1 || leftOut.cost === 1 ? null : licenses.waste),
    leftOut: ({ leftOut }) => Math.max(leftOut.use, leftOut.cost),
  },
  {
    ...plain,
    key: 'available_hours',
    family: 'CAPACITY',
    facts: ['capacity'],
    only: 'all',
    value: ({ capacity }) => (capacity === 0 ? null : capacity),
    imputed: ({ imputed }) => imputed.capacity,
  },
]

/** Whether the final value is as near as the confidence promises: 2 points of a percentage, else 5 % of what was shown. */
export const isNear = (shown: number, final: number | null, percent: boolean): boolean =>
  final !== null && Math.abs(final - shown) <= (percent ? 2 : 0.05 * Math.abs(shown)) + 1e-9
