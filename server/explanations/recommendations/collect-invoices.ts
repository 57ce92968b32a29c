import { comparison, isPositive, nearest, total } from '../../analytics/exact.ts'
import type { Recommendation } from '../explanation.ts'
import { readMeasuredRows } from '../measured-rows.ts'
import { possessive } from '../words/sentence.ts'
import { spokenValue } from '../words/spoken-value.ts'
import { evidence } from './evidence.ts'
import type { Situation } from './recommend.ts'

/** Invoices past due as of today, whenever they were written. */
export async function collectInvoices({ open, viewer, where, subject }: Situation): Promise<Recommendation[]> {
  const { rows } = await readMeasuredRows(open, viewer, {
    metrics: ['overdue', 'billed'],
    groupBy: ['CLIENT'],
    where,
    period: { named: 'ALL' },
  })
  const late = rows
    .map(row => ({ row, amount: row.value('overdue') }))
    .flatMap(({ row, amount }) => (amount && isPositive(amount) ? [{ row, amount }] : []))
    .sort((a, b) => comparison(b.amount, a.amount))
  if (late.length === 0) return []
  const currency = open.reading.organization.baseCurrency
  const amount = total(late.map(each => each.amount))
  const money = spokenValue(amount, 'MONEY', currency)
  const whose = subject.client
    ? `${possessive(subject.client.name)} overdue invoices`
    : `the overdue invoices of ${late.length} ${late.length === 1 ? 'client' : 'clients'}`
  const lines = late.map(({ row, amount: due }) => {
    const billed = spokenValue(row.value('billed'), 'MONEY', currency)
    return `${row.label('CLIENT')}: ${spokenValue(due, 'MONEY', currency)} overdue of ${billed} billed`
  })
  return [
    {
      rule: 'collect_invoices',
      text: `Collect ${whose}: ${money} is past due.`,
      evidence: evidence(lines, 'clients'),
      amount: nearest(amount),
      currency,
    },
  ]
}
