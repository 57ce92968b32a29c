import { may } from '../../access/policy.ts'
import {
  comparison,
  type Exact,
  exact,
  isPositive,
  minus,
  nearest,
  none,
  over,
  plus,
  times,
  total,
} from '../../analytics/exact.ts'
import type { Recommendation } from '../explanation.ts'
import { type MeasuredRow, readMeasuredRows } from '../measured-rows.ts'
import { spokenValue } from '../words/spoken-value.ts'
import { evidence } from './evidence.ts'
import type { Situation } from './recommend.ts'

/** Hours beyond a person's capacity that somebody below three quarters of theirs could have taken. */
export async function rebalanceHours({ open, viewer, where, period }: Situation): Promise<Recommendation[]> {
  const withCost = may(viewer, 'cost:read')
  const { rows } = await readMeasuredRows(open, viewer, {
    metrics: ['hours', 'available_hours', 'utilization_pct', ...(withCost ? ['labour_cost'] : [])],
    groupBy: ['STAFF'],
    where,
    period: { between: { from: period.from, to: period.to } },
  })
  const people = rows.filter(row => row.key('STAFF') !== null && isPositive(row.value('available_hours') ?? none))
  const over100 = people
    .map(row => ({ row, hours: minus(hoursOf(row), row.value('available_hours')!) }))
    .filter(({ hours }) => isPositive(hours))
    .sort((a, b) => comparison(b.hours, a.hours))
  const spare = people
    .map(row => ({ row, hours: minus(times(row.value('available_hours')!, exact(3, 4)), hoursOf(row)) }))
    .filter(({ hours }) => isPositive(hours))
    .sort((a, b) => comparison(b.hours, a.hours))
  if (over100.length === 0 || spare.length === 0) return []
  const [excess, room] = [total(over100.map(({ hours }) => hours)), total(spare.map(({ hours }) => hours))]
  const movable = comparison(excess, room) > 0 ? room : excess
  const currency = open.reading.organization.baseCurrency
  const amount = withCost ? worthOf(over100, movable, excess) : null
  const hours = (value: Exact) => spokenValue(value, 'HOURS', currency)
  const line = ({ row }: { row: MeasuredRow }) =>
    `${row.label('STAFF')}: ${hours(hoursOf(row))} of ${hours(row.value('available_hours')!)} available (${spokenValue(row.value('utilization_pct'), 'PERCENT', currency)})`
  return [
    {
      rule: 'rebalance_hours',
      text: `Move ${hours(movable)} from ${named(over100)} to ${named(spare)}.`,
      evidence: [
        ...evidence(over100.map(line), 'people above capacity'),
        ...evidence(spare.map(line), 'people with room'),
      ],
      amount: amount && nearest(amount),
      currency: amount ? currency : null,
    },
  ]
}

const hoursOf = (row: MeasuredRow): Exact => row.value('hours') ?? none

/** What the hours to be moved cost now, at the rates of those who work them. */
function worthOf(people: readonly { row: MeasuredRow; hours: Exact }[], movable: Exact, excess: Exact): Exact | null {
  const cost = people.reduce((sum, { row, hours }) => {
    const rate = over(row.value('labour_cost') ?? none, hoursOf(row))
    return plus(sum, times(hours, rate ?? none))
  }, none)
  return over(times(cost, movable), excess)
}

const named = (people: readonly { row: MeasuredRow }[]): string =>
  people.length === 1
    ? people[0]!.row.label('STAFF')
    : people.length === 2
      ? people.map(({ row }) => row.label('STAFF')).join(' and ')
      : `${people.length} people`
