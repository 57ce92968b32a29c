import { ABSTAIN } from './choice-grammar.ts'
import type { Candidate } from './second-interpreter.ts'

/** Metrics that questions confuse, in as few words as will do: what a model is given of the business, and all of it. */
export const terms: readonly (readonly [key: string, meaning: string])[] = [
  ['revenue', 'sales, invoiced without tax'],
  ['billed', 'invoiced with tax'],
  ['paid', 'invoices that were paid'],
  ['overdue', 'money clients owe past the due date'],
  ['gross_profit', 'money left after labour and licenses'],
  ['gross_margin_pct', 'margin, profit in percent of revenue'],
  ['service_margin_pct', 'margin in percent, licenses left aside'],
  ['labour_cost', 'what the work of people costs'],
  ['license_cost', 'what software licenses cost'],
  ['spend', 'labour and license cost together'],
  ['license_waste', 'cost of seats nobody uses'],
  ['unbilled_amount', 'cost of seats not billed to clients'],
  ['unassigned_amount', 'cost of seats given to nobody'],
  ['seats_purchased', 'seats bought'],
  ['seats_used', 'seats in use'],
  ['license_utilization_pct', 'used seats in percent of bought seats'],
  ['hours', 'all hours worked'],
  ['billable_hours', 'hours clients pay for'],
  ['available_hours', 'capacity'],
  ['utilization_pct', 'hours worked in percent of capacity'],
  ['billable_utilization_pct', 'billable hours in percent of capacity'],
  ['billable_ratio_pct', 'billable hours in percent of hours worked'],
  ['effective_rate_gross', 'revenue per hour'],
  ['effective_rate_net', 'revenue less licenses per hour'],
  ['contribution_rate', 'profit per hour'],
  ['average_invoice', 'mean size of an invoice'],
  ['revenue_growth_pct', 'change of revenue in percent'],
  ['revenue_concentration_pct', 'share of the largest client'],
]

const examples: readonly (readonly [question: string, candidates: readonly Candidate[], word: string])[] = [
  [
    'which CLIENT is worth the least per hour in PERIOD',
    [
      { word: 'contribution_rate', description: 'contribution_rate by client, lowest first' },
      { word: 'hours', description: 'hours by client, lowest first' },
    ],
    'contribution_rate',
  ],
  [
    'how are things with CLIENT',
    [
      { word: 'revenue', description: 'revenue for a client' },
      { word: 'gross_profit', description: 'gross_profit for a client' },
    ],
    ABSTAIN,
  ],
]

/** A question with what it may mean, up to where the answer goes. */
export const promptOf = (question: string, candidates: readonly Candidate[]): string =>
  [
    `Question: ${question}`,
    ...candidates.map(({ word, description }) => `- ${word} = ${description}`),
    `- ${ABSTAIN} = none of these, or not clear`,
    'Answer:',
  ].join('\n')

/** What stands in front of every question, the same for everybody: a model evaluates it once. */
export const glossary = [
  'Questions about the numbers of a business that looks after the computers of its clients. Names are masked. Answer with the word whose meaning is asked for. If none fits for certain, answer abstain.',
  ...terms.map(([key, meaning]) => `${key}: ${meaning}`),
  ...examples.map(([question, candidates, word]) => `\n${promptOf(question, candidates)} ${word}`),
  '\n',
].join('\n')
