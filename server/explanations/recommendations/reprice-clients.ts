import {
  comparison,
  type Exact,
  exact,
  isPositive,
  minus,
  nearest,
  none,
  over,
  times,
  total,
} from '../../analytics/exact.ts'
import { rationalOfDecimal } from '../../analytics/rational.ts'
import type { Recommendation } from '../explanation.ts'
import { type MeasuredRow, readMeasuredRows } from '../measured-rows.ts'
import { readTarget } from '../targets/read-target.ts'
import { needsYear, spokenPeriod } from '../words/spoken-period.ts'
import { spokenValue } from '../words/spoken-value.ts'
import { evidence } from './evidence.ts'
import type { Situation } from './recommend.ts'

const MARGIN = 'gross_margin_pct'

/**
 * Clients below the margin they should have: what more they would have to pay for the same work. The margin is the
 * target that is set, else what the trade earns on average.
 */
export async function repriceClients({ open, viewer, where, subject, period }: Situation): Promise<Recommendation[]> {
  const { reading, catalogue } = open
  const wanted = await wantedMargin(open, subject.client?.id ?? null)
  if (!wanted || !isPositive(minus(exact(100), wanted.margin))) return []
  const { rows } = await readMeasuredRows(open, viewer, {
    metrics: ['revenue', 'spend', MARGIN],
    groupBy: ['CLIENT'],
    where,
    period: { between: { from: period.from, to: period.to } },
  })
  const short = rows
    .filter(row => row.key('CLIENT') !== null)
    .map(row => ({ row, raise: raiseOf(row, wanted.margin) }))
    .flatMap(({ row, raise }) => (raise && isPositive(raise) ? [{ row, raise }] : []))
    .sort((a, b) => comparison(b.raise, a.raise))
  if (short.length === 0) return []
  const currency = reading.organization.baseCurrency
  const money = (value: Exact | null) => spokenValue(value, 'MONEY', currency)
  const amount = total(short.map(({ raise }) => raise))
  const time = spokenPeriod(period, needsYear([period], reading.today))
  const percent = spokenValue(wanted.margin, 'PERCENT', currency)
  const who = subject.client?.name ?? (short.length === 1 ? short[0]!.row.label('CLIENT') : `${short.length} clients`)
  const unit = catalogue.find(MARGIN)!.definition.unit
  const lines = short.map(({ row, raise }) => {
    const margin = row.value(MARGIN)
    const earns = margin ? `a gross margin of ${spokenValue(margin, unit, currency)}` : 'no margin at all'
    return `${row.label('CLIENT')}: ${money(row.value('revenue'))} revenue, ${money(row.value('spend'))} cost, ${earns}; ${money(raise)} is missing`
  })
  return [
    {
      rule: 'reprice_client',
      text: `Reprice ${who}: ${money(amount)} more in ${time} would bring the gross margin to ${percent}, ${wanted.why}.`,
      evidence: evidence(lines, 'clients'),
      amount: nearest(amount),
      currency,
    },
  ]
}

/** cost ÷ (1 − margin) − revenue; null where either is not known. */
function raiseOf(row: MeasuredRow, margin: Exact): Exact | null {
  const [revenue, spend] = [row.value('revenue'), row.value('spend')]
  if (!revenue || !spend || comparison(spend, none) === 0) return null
  return minus(over(times(spend, exact(100)), minus(exact(100), margin))!, revenue)
}

async function wantedMargin({ reading, catalogue }: Situation['open'], clientId: number | null) {
  const target = await readTarget(reading.db, reading.tenant.organizationId, MARGIN, clientId)
  if (target) return { margin: target, why: 'its target' }
  const band = catalogue.find(MARGIN)!.definition.benchmarks[0]
  const margin = band && rationalOfDecimal(String(band.from ?? band.to))
  return margin ? { margin, why: `the average of the trade (${band.source})` } : null
}
