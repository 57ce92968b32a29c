import { isoOfDay } from '../analytics/calendar.ts'
import { csvText } from './csv-text.ts'
import { randomStream } from './random-stream.ts'
import { SAMPLE_MONTHS, type SampleCalendar } from './sample-calendar.ts'

/** The firm began to keep rates in the third month: the Canadian invoices before it have none. */
const FIRST_RATE_MONTH = 2

/** Canadian dollars on the first day of each month. */
export function sampleFxRatesCsv(calendar: SampleCalendar, seed: number): string {
  const random = randomStream(seed, 'fx rates')
  const rows: string[][] = []
  let rate = 0.728
  for (let month = FIRST_RATE_MONTH; month < SAMPLE_MONTHS; month++) {
    rate += random.between(-0.008, 0.008) + (0.73 - rate) * 0.2
    rows.push([isoOfDay(calendar.firstDay(month)), 'CAD', 'USD', rate.toFixed(4)])
  }
  return csvText(['Rate Date', 'From Currency', 'To Currency', 'Exchange Rate'], rows)
}
