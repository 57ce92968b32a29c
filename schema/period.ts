import { isoOfDay } from '../server/analytics/calendar.ts'
import type { Period as PeriodRecord } from '../server/metrics/metric-table.ts'
import { builder } from './builder.ts'

export const Period = builder.objectRef<PeriodRecord>('Period').implement({
  description: 'A stretch of days, both ends included.',
  fields: t => ({
    from: t.expose('from', { type: 'Date', description: 'The first day.' }),
    to: t.expose('to', { type: 'Date', description: 'The last day.' }),
    label: t.exposeString('label', { description: 'The period as people say it, e.g. "2026-Q3".' }),
  }),
})

/** The days from first to last as a period. */
export function periodOfDays(first: number, last: number): PeriodRecord {
  const [from, to] = [isoOfDay(first), isoOfDay(last)]
  return { from, to, label: from === to ? from : `${from} to ${to}` }
}
