import { may } from '../../access/policy.ts'
import {
  dayOfIso,
  firstDayOfMonth,
  isoOfDay,
  isoOfMonth,
  lastDayOfMonth,
  monthOfDay,
} from '../../analytics/calendar.ts'
import { type Exact, exact, isPositive, nearest, none, over, total } from '../../analytics/exact.ts'
import { type MeasuredRow, readMeasuredRows } from '../measured-rows.ts'
import { spokenPeriod } from '../words/spoken-period.ts'
import { spokenValue } from '../words/spoken-value.ts'
import type { Insight } from './insight.ts'
import type { Look } from './look.ts'

/** Months that make a habit. */
const HABIT = 3

interface Kind {
  readonly what: string
  /** Above 0 where there is data. */
  readonly metric: string
  /** What the missing rows would be worth. */
  readonly worth: string
}

/**
 * Clients with data in each of three months and none in the next, the last month of the period: forgotten rather than
 * ended. What is missing of everybody is said once.
 */
export async function missingData(look: Look): Promise<Insight[]> {
  const withCost = may(look.viewer, 'cost:read')
  return [
    ...(await missingOf(look, { what: 'invoices', metric: 'invoice_count', worth: 'revenue' })),
    ...(await missingOf(look, { what: 'time logs', metric: 'hours', worth: withCost ? 'labour_cost' : 'hours' })),
  ]
}

async function missingOf({ open, viewer, period, currency }: Look, { what, metric, worth }: Kind): Promise<Insight[]> {
  const month = monthOfDay(dayOfIso(period.to)!)
  // A month that is not over is not missing anything yet.
  if (lastDayOfMonth(month) >= open.reading.today) return []
  const days = { from: isoOfDay(firstDayOfMonth(month - HABIT)), to: isoOfDay(lastDayOfMonth(month)) }
  const { rows } = await readMeasuredRows(open, viewer, {
    metrics: [...new Set([metric, worth])],
    groupBy: ['CLIENT', 'MONTH'],
    period: { between: days },
  })
  const now = isoOfMonth(month)
  const has = (row: MeasuredRow) => isPositive(row.value(metric) ?? none)
  const time = spokenPeriod({ from: '', to: '', label: now }, true)
  const isMoney = worth !== 'hours'
  if (rows.length > 0 && !rows.some(row => row.label('MONTH') === now && has(row)))
    return [
      {
        ...{ kind: 'MISSING_DATA', amount: null, currency, client: null, metric, explain: null },
        sentence: `There are no ${what} at all for ${time}; upload them, or its numbers stay incomplete.`,
      },
    ]
  const insights: Insight[] = []
  for (const [id, months] of Map.groupBy(rows, row => row.key('CLIENT'))) {
    if (id === null || months.length <= HABIT || months.some(row => has(row) === (row.label('MONTH') === now))) continue
    const usual = over(total(months.map((row): Exact => row.value(worth) ?? none)), exact(HABIT))!
    const name = months[0]!.label('CLIENT')
    const amount = spokenValue(usual, isMoney ? 'MONEY' : 'HOURS', currency)
    insights.push({
      kind: 'MISSING_DATA',
      sentence: `${name} has no ${what} in ${time}, after ${HABIT} months with ${amount} a month; check whether some are missing.`,
      amount: isMoney ? nearest(usual) : null,
      currency,
      client: { id, name },
      metric,
      explain: null,
    })
  }
  return insights
}
