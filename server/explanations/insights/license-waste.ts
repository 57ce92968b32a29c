import { isPositive, nearest } from '../../analytics/exact.ts'
import { readMeasuredRows } from '../measured-rows.ts'
import { possessive } from '../words/sentence.ts'
import { needsYear, spokenPeriod } from '../words/spoken-period.ts'
import { spokenValue } from '../words/spoken-value.ts'
import type { Insight } from './insight.ts'
import { between, type Look } from './look.ts'

/** Clients with seats that are paid for and not used. */
export async function licenseWaste({ open, viewer, period, currency }: Look): Promise<Insight[]> {
  const { rows } = await readMeasuredRows(open, viewer, {
    metrics: ['license_waste', 'license_utilization_pct'],
    groupBy: ['CLIENT'],
    period: between(period),
  })
  const time = spokenPeriod(period, needsYear([period], open.reading.today))
  return rows.flatMap((row): Insight[] => {
    const [id, waste] = [row.key('CLIENT'), row.value('license_waste')]
    if (id === null || !waste || !isPositive(waste)) return []
    const name = row.label('CLIENT')
    const used = row.value('license_utilization_pct')
    const share = used ? `; ${spokenValue(used, 'PERCENT', currency)} of its seats are used` : ''
    return [
      {
        kind: 'WASTE',
        sentence: `${possessive(name)} idle license seats cost ${spokenValue(waste, 'MONEY', currency)} in ${time}${share}.`,
        amount: nearest(waste),
        currency,
        client: { id, name },
        metric: 'license_waste',
        explain: {
          metric: 'license_waste',
          where: { clients: [id] },
          period: between(period),
          against: 'PREVIOUS_PERIOD',
        },
      },
    ]
  })
}
