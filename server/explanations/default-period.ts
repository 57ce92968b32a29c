import { isoOfMonth, monthOfDay } from '../analytics/calendar.ts'
import type { Metric } from '../metrics/catalogue/catalogue.ts'
import type { PeriodInput } from '../metrics/metric-query.ts'
import type { Reading } from '../metrics/plan/reading.ts'

/**
 * The latest month that is over and in which all data is there that the metrics rest on: invoices for revenue, time
 * logs for hours. Licenses and staff hold for every month.
 */
export async function defaultPeriod(reading: Reading, metrics: readonly Metric[]): Promise<PeriodInput> {
  const facts = new Set(metrics.flatMap(metric => metric.measures.map(({ fact }) => fact)))
  const spans = [
    facts.has('invoices') ? await reading.invoiceMonths() : null,
    facts.has('time') ? await reading.timeMonths() : null,
  ]
  const lasts = spans.flatMap(span => (span ? [span.last] : []))
  const complete = monthOfDay(reading.today) - 1
  return { named: isoOfMonth(Math.min(complete, ...lasts)) }
}
