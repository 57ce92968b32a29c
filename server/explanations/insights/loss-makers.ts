import { isPositive, nearest, negated } from '../../analytics/exact.ts'
import { readMeasuredRows } from '../measured-rows.ts'
import { needsYear, spokenPeriod } from '../words/spoken-period.ts'
import { spokenValue } from '../words/spoken-value.ts'
import type { Insight } from './insight.ts'
import { between, type Look } from './look.ts'

/** Clients that cost more than they bring. */
export async function lossMakers({ open, viewer, period, currency }: Look): Promise<Insight[]> {
  const { rows } = await readMeasuredRows(open, viewer, {
    metrics: ['gross_profit', 'revenue', 'spend'],
    groupBy: ['CLIENT'],
    period: between(period),
  })
  const money = (value: Parameters<typeof spokenValue>[0]) => spokenValue(value, 'MONEY', currency)
  const time = spokenPeriod(period, needsYear([period], open.reading.today))
  return rows.flatMap((row): Insight[] => {
    const [id, profit] = [row.key('CLIENT'), row.value('gross_profit')]
    const loss = profit && negated(profit)
    if (id === null || !loss || !isPositive(loss)) return []
    const name = row.label('CLIENT')
    return [
      {
        kind: 'LOSS',
        sentence: `${name} lost ${money(loss)} in ${time}: ${money(row.value('revenue'))} of revenue against ${money(row.value('spend'))} of labour and licenses.`,
        amount: nearest(loss),
        currency,
        client: { id, name },
        metric: 'gross_profit',
        explain: {
          metric: 'gross_profit',
          where: { clients: [id] },
          period: between(period),
          against: 'PREVIOUS_PERIOD',
        },
      },
    ]
  })
}
