import { choice, type Dataset } from './dataset.ts'

export const BUDGET_MEASURES = ['revenue', 'labour_cost', 'license_cost', 'hours'] as const

export const budgets: Dataset = {
  kind: 'BUDGETS',
  name: 'budgets',
  title: 'Budgets',
  description: 'What was planned for a month: for the firm (no client) or for one client.',
  naturalKey: [['month', 'measure', 'client']],
  periodColumn: 'month',
  keepsUnmapped: false,
  checks: [],
  columns: [
    {
      name: 'month',
      title: 'Month',
      type: { kind: 'month' },
      required: true,
      description: 'As YYYY-MM.',
      example: '2026-03',
      aliases: ['period', 'budget month', 'date'],
    },
    {
      name: 'measure',
      title: 'Measure',
      type: choice(BUDGET_MEASURES, {
        'labor cost': 'labour_cost',
        'labour cost': 'labour_cost',
        labor_cost: 'labour_cost',
        labour: 'labour_cost',
        labor: 'labour_cost',
        'license cost': 'license_cost',
        'licence cost': 'license_cost',
        licenses: 'license_cost',
        sales: 'revenue',
        income: 'revenue',
        time: 'hours',
      }),
      required: true,
      description: 'revenue, labour_cost, license_cost or hours.',
      example: 'revenue',
      aliases: ['metric', 'kpi', 'line', 'budget line', 'category', 'type'],
    },
    {
      name: 'amount',
      title: 'Amount',
      type: { kind: 'decimal' },
      required: true,
      description: 'Money in the base currency with at most its minor units, or hours with at most two places.',
      example: '120000.00',
      aliases: ['budget', 'value', 'budget amount', 'planned', 'plan', 'target'],
      scope: 'cost:read',
    },
    {
      name: 'client',
      title: 'Client',
      type: { kind: 'client' },
      description: 'The client, by name or external id; blank: the whole firm.',
      example: '',
      aliases: ['client name', 'client id', 'company', 'company name', 'customer', 'customer name', 'account'],
    },
  ],
}
