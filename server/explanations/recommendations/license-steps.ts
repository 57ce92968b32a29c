import { comparison, type Exact, isPositive, minus, nearest, total } from '../../analytics/exact.ts'
import type { Recommendation } from '../explanation.ts'
import type { MeasuredRow } from '../measured-rows.ts'
import { readMeasuredRows } from '../measured-rows.ts'
import { spokenValue } from '../words/spoken-value.ts'
import { evidence } from './evidence.ts'
import type { Situation } from './recommend.ts'

/** Seats nobody uses, and seats nobody pays for: in the last month of the time explained, money a month. */
export async function licenseSteps({ open, viewer, where, subject, period }: Situation): Promise<Recommendation[]> {
  const { rows } = await readMeasuredRows(open, viewer, {
    metrics: ['license_waste', 'seats_purchased', 'seats_used', 'unbilled_amount', 'unbilled_seats'],
    groupBy: ['CLIENT', 'PRODUCT'],
    where,
    period: { named: period.to.slice(0, 7) },
  })
  const currency = open.reading.organization.baseCurrency
  const money = (amount: Exact | null) => spokenValue(amount, 'MONEY', currency)
  const seats = (count: Exact | null) => spokenValue(count, 'SEATS', currency)
  const name = (row: MeasuredRow) =>
    subject.client ? row.label('PRODUCT') : `${row.label('PRODUCT')} of ${row.label('CLIENT')}`
  const step = (
    rule: string,
    metric: string,
    say: (sum: string, of: string) => string,
    line: (row: MeasuredRow) => string,
  ) => {
    const found = ranked(rows, metric)
    if (found.length === 0) return []
    const amount = total(found.map(row => row.value(metric)!))
    const of = found.length === 1 ? name(found[0]!) : `${found.length} licenses`
    const lines = found.map(row => `${name(row)}: ${line(row)}, ${money(row.value(metric))} a month`)
    return [
      { rule, text: say(money(amount), of), evidence: evidence(lines, 'licenses'), amount: nearest(amount), currency },
    ]
  }
  return [
    ...step(
      'right_size_seats',
      'license_waste',
      (sum, of) => `Give back the seats nobody uses of ${of}: they cost ${sum} a month.`,
      row => {
        const [bought, used] = [row.value('seats_purchased'), row.value('seats_used')]
        const idle = bought && used && isPositive(minus(bought, used)) ? `, ${seats(minus(bought, used))} idle` : ''
        return `${seats(bought)} seats bought, ${used ? seats(used) : 'an unknown number'} used${idle}`
      },
    ),
    ...step(
      'bill_unbilled_seats',
      'unbilled_amount',
      (sum, of) => `Bill the seats that are bought and not billed of ${of}: they cost ${sum} a month.`,
      row => `${seats(row.value('unbilled_seats'))} of ${seats(row.value('seats_purchased'))} seats are not billed`,
    ),
  ]
}

const ranked = (rows: readonly MeasuredRow[], metric: string): MeasuredRow[] =>
  rows
    .filter(row => isPositive(row.value(metric) ?? { n: 0, d: 1 }))
    .sort((a, b) => comparison(b.value(metric)!, a.value(metric)!))
