import * as bands from './benchmarks.ts'
import type { FormulaMetric } from './formula-metric.ts'

type Given = Pick<FormulaMetric, 'name' | 'description' | 'formula' | 'direction'> &
  Partial<Pick<FormulaMetric, 'minimumSample' | 'benchmarks'>>

const given: Readonly<Record<string, Given>> = {
  average_invoice: {
    name: 'Average invoice',
    description: 'Billed amount per invoice, over the invoices whose amount is known. Null without invoices.',
    formula: 'billed / converted_invoice_count',
    direction: 'UP',
  },
  gross_profit: {
    name: 'Gross profit',
    description: 'What is left of revenue after labour and licenses.',
    formula: 'revenue - labour_cost - license_cost',
    direction: 'UP',
  },
  gross_margin_pct: {
    name: 'Gross margin',
    description:
      'Gross profit in % of revenue. Unknown where revenue is not above 0: the gross profit shows the loss there.',
    formula: 'pct(gross_profit, revenue)',
    direction: 'UP',
    benchmarks: bands.grossMargin,
  },
  service_margin_pct: {
    name: 'Service margin',
    description: 'Revenue less labour cost, in % of revenue; licenses left aside. Null where revenue is not above 0.',
    formula: 'pct(revenue - labour_cost, revenue)',
    direction: 'UP',
    benchmarks: bands.serviceMargin,
  },
  effective_rate_gross: {
    name: 'Effective hourly rate, gross',
    description: 'Revenue per hour worked, the first of two definitions in the field. Null without hours.',
    formula: 'revenue / hours',
    direction: 'UP',
  },
  effective_rate_net: {
    name: 'Effective hourly rate, net',
    description: 'Revenue less license cost, per hour worked: the second definition in the field. Null without hours.',
    formula: '(revenue - license_cost) / hours',
    direction: 'UP',
  },
  contribution_rate: {
    name: 'Contribution per hour',
    description: 'Gross profit per hour worked. Null without hours.',
    formula: 'gross_profit / hours',
    direction: 'UP',
  },
  utilization_pct: {
    name: 'Utilisation',
    description: 'Hours worked in % of the hours available. Null without available hours.',
    formula: 'pct(hours, available_hours)',
    direction: 'BAND',
    benchmarks: bands.utilization,
  },
  billable_utilization_pct: {
    name: 'Billable utilisation',
    description: 'Billable hours in % of the hours available. Null without available hours.',
    formula: 'pct(billable_hours, available_hours)',
    direction: 'UP',
  },
  billable_ratio_pct: {
    name: 'Billable ratio',
    description: 'Billable hours in % of the hours worked. Null without hours.',
    formula: 'pct(billable_hours, hours)',
    direction: 'UP',
  },
  efficiency_ratio: {
    name: 'Efficiency ratio',
    description:
      'Revenue against what the billable hours are worth at their billing rates (invoiced ÷ shadow billable).',
    formula: 'revenue / billable_value',
    direction: 'BAND',
    benchmarks: bands.efficiency,
  },
  license_utilization_pct: {
    name: 'License utilisation',
    description:
      'Seats used in % of seats purchased, over the licenses whose use is known. Several months weigh by their seats.',
    formula: 'pct(seats_used, counted_seats_purchased)',
    direction: 'UP',
  },
  cost_per_used_seat: {
    name: 'Cost per used seat',
    description: 'License cost per used seat and month, over the licenses whose use and cost are known.',
    formula: 'counted_license_cost / used_seat_months',
    direction: 'DOWN',
  },
  spend: {
    name: 'Spend',
    description: 'Labour and license cost together.',
    formula: 'labour_cost + license_cost',
    direction: 'DOWN',
  },
  spend_trend_pct: {
    name: 'Spend trend',
    description:
      'How spend moves a month: the slope of the least-squares line from the first to the last complete month with spend (gaps count 0), in % of their mean. Null for fewer than three months.',
    formula: 'trend_pct(spend)',
    direction: 'DOWN',
  },
  revenue_growth_pct: {
    name: 'Revenue growth',
    description:
      'Change of revenue against the same length of time before, in %. Null where there was none or no data.',
    formula: 'growth_pct(revenue)',
    direction: 'UP',
  },
  revenue_concentration_pct: {
    name: 'Revenue concentration',
    description: 'Share of the largest client in revenue. Null where revenue is not above 0.',
    formula: 'largest_share_pct(revenue)',
    direction: 'DOWN',
  },
  hhi: {
    name: 'Revenue concentration index (HHI)',
    description:
      'Herfindahl–Hirschman index: the sum of the squared shares of clients in revenue, 0 to 1; 1 is a single client.',
    formula: 'hhi(revenue)',
    direction: 'DOWN',
  },
}

/** The metrics that come with the product, besides the measures themselves. */
export const builtInMetrics: readonly FormulaMetric[] = Object.entries(given).map(([key, metric]) => ({
  key,
  version: 1,
  minimumSample: 5,
  benchmarks: [],
  custom: false,
  ...metric,
}))
