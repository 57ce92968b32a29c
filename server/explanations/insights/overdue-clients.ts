import { isPositive, nearest } from '../../analytics/exact.ts'
import { readMeasuredRows } from '../measured-rows.ts'
import { spokenValue } from '../words/spoken-value.ts'
import type { Insight } from './insight.ts'
import type { Look } from './look.ts'

/** Clients with invoices past due today, whenever they were written. */
export async function overdueClients({ open, viewer, currency }: Look): Promise<Insight[]> {
  const { rows } = await readMeasuredRows(open, viewer, {
    metrics: ['overdue'],
    groupBy: ['CLIENT'],
    period: { named: 'ALL' },
  })
  return rows.flatMap((row): Insight[] => {
    const [id, due] = [row.key('CLIENT'), row.value('overdue')]
    if (id === null || !due || !isPositive(due)) return []
    const name = row.label('CLIENT')
    return [
      {
        kind: 'OVERDUE',
        sentence: `${name} owes ${spokenValue(due, 'MONEY', currency)} that is past due.`,
        amount: nearest(due),
        currency,
        client: { id, name },
        metric: 'overdue',
        explain: null,
      },
    ]
  })
}
