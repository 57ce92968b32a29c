import { isoOfMonth } from '../analytics/calendar.ts'
import { type CsvCell, csvText } from './csv-text.ts'
import { SAMPLE_MONTHS, type SampleCalendar } from './sample-calendar.ts'
import { isServed, sampleClients, usersIn } from './sample-clients.ts'

/** Of the firm, in dollars (hours for the last) a month at the start and at the end of the sample. */
const plans = [
  { measure: 'Revenue', from: 258_000, to: 292_000 },
  { measure: 'Labor cost', from: 110_000, to: 118_000 },
  { measure: 'License cost', from: 42_000, to: 46_000 },
  { measure: 'Hours', from: 1_850, to: 1_950 },
] as const

/** As a planning sheet holds it: a line a month and measure, for the firm and for its six largest clients. */
export function sampleBudgetsCsv(calendar: SampleCalendar): string {
  const largest = [...sampleClients].sort((a, b) => b.users * b.price - a.users * a.price).slice(0, 6)
  const rows: CsvCell[][] = []
  for (let month = 0; month < SAMPLE_MONTHS + 2; month++) {
    const label = isoOfMonth(calendar.month(month))
    for (const { measure, from, to } of plans) {
      const amount = from + ((to - from) * month) / (SAMPLE_MONTHS - 1)
      rows.push([label, measure, null, (Math.round(amount / 50) * 50).toFixed(2)])
    }
    for (const client of largest) {
      if (!isServed(client, month)) continue
      const amount = (usersIn(client, month) * client.price * 1.3) / 100
      rows.push([label, 'Revenue', client.name, (Math.round(amount / 100) * 100).toFixed(2)])
    }
  }
  return csvText(['Budget Month', 'Budget Line', 'Customer', 'Budget Amount'], rows)
}
