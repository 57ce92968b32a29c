import { type AssumptionRule, allIn, counted, type Measure } from './measure.ts'

const unconverted: AssumptionRule = {
  code: 'UNCONVERTED',
  slot: 'unconverted',
  text: rows => `${counted(rows, 'invoice', 'invoices')} left out for want of an exchange rate of its day or before`,
}

const shared = {
  fact: 'invoices',
  unit: 'MONEY',
  scope: 'data:read',
  scale: 'MINOR',
  unknown: allIn('unconverted'),
} as const

export const invoiceMeasures: readonly Measure[] = [
  {
    ...shared,
    key: 'revenue',
    name: 'Revenue',
    description:
      'Invoiced amounts net of tax, in the base currency. Pending, paid and overdue invoices and credit notes (which lower it) count; drafts and void ones never. Foreign amounts are converted at the rate of the invoice date or the latest before.',
    formula: 'Σ net amount of invoices',
    direction: 'UP',
    slot: 'net',
    assumptions: [unconverted],
  },
  {
    ...shared,
    key: 'tax',
    name: 'Tax',
    description: 'Tax on the invoices that count as revenue. Invoices that give only a total say nothing of it.',
    formula: 'Σ tax of invoices',
    direction: 'NONE',
    slot: 'tax',
    unknown: allIn('taxUnknown'),
    assumptions: [
      {
        code: 'TAX_UNKNOWN',
        slot: 'taxUnknown',
        text: rows => `${counted(rows, 'invoice does', 'invoices do', ['not say', 'not say'])} how much is tax`,
      },
    ],
  },
  {
    ...shared,
    key: 'billed',
    name: 'Billed',
    description: 'Invoiced amounts with tax: revenue plus tax. Credit notes lower it.',
    formula: 'Σ total of invoices',
    direction: 'UP',
    slot: 'billed',
    assumptions: [unconverted],
  },
  {
    ...shared,
    key: 'paid',
    name: 'Paid',
    description: 'Billed amounts of paid invoices. Credit notes do not lower it.',
    formula: 'Σ total of paid invoices',
    direction: 'UP',
    slot: 'paid',
    assumptions: [unconverted],
  },
  {
    ...shared,
    key: 'overdue',
    name: 'Overdue',
    description:
      'Billed amounts of invoices marked overdue, or pending with a due date before the last day of the period (before today, where the period has not ended).',
    formula: 'Σ total of overdue invoices',
    direction: 'DOWN',
    slot: 'overdue',
    assumptions: [unconverted],
  },
  {
    key: 'invoice_count',
    name: 'Invoices',
    description: 'How many invoices are pending, paid, overdue or credit notes.',
    formula: 'count of invoices',
    fact: 'invoices',
    unit: 'COUNT',
    direction: 'UP',
    scope: 'data:read',
    slot: 'rows',
    scale: 'ONES',
    assumptions: [],
  },
  {
    key: 'converted_invoice_count',
    name: 'Invoices with an amount',
    description: 'Invoices whose amount is known in the base currency: those an average can be taken over.',
    formula: 'count of invoices in the base currency or with an exchange rate',
    fact: 'invoices',
    unit: 'COUNT',
    direction: 'NONE',
    scope: 'data:read',
    slot: 'converted',
    scale: 'ONES',
    assumptions: [unconverted],
  },
]
