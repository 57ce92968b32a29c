import type { Comparison, MetricQuery, PeriodInput } from '../../api/operations/metrics.gen.ts'
import { dimensionNames } from '../metrics/catalogue.ts'

const comparisons: Readonly<Record<Comparison, string>> = {
  PREVIOUS_PERIOD: 'the period before',
  SAME_PERIOD_LAST_YEAR: 'the same period last year',
  PORTFOLIO: 'all clients together',
  BUDGET: 'the budget',
}

const filterNames: Readonly<Record<string, string>> = { serviceLines: 'service lines', workTypes: 'work types' }

/** A metric query as a sentence; `nameOf` knows the names of metrics. */
export function describeQuery(query: MetricQuery, nameOf: (key: string) => string): string {
  const { metrics, groupBy, period, compareTo, where, orderBy, first } = query
  const parts = [metrics.map(nameOf).join(', ')]
  if (groupBy && groupBy.length > 0)
    parts.push(`by ${groupBy.map(each => dimensionNames[each].toLowerCase()).join(', ')}`)
  parts.push(period ? periodText(period) : 'over all time')
  if (compareTo) parts.push(`compared with ${comparisons[compareTo]}`)
  const narrowed = Object.entries(where ?? {}).flatMap(([field, names]) =>
    Array.isArray(names) ? [`${names.length} of the ${filterNames[field] ?? field}`] : [],
  )
  if (narrowed.length > 0) parts.push(`only ${narrowed.join(', ')}`)
  if (first !== undefined && first !== null)
    parts.push(`the ${first} ${orderBy?.[0]?.direction === 'ASC' ? 'lowest' : 'highest'} only`)
  return `${parts.join(', ')}.`
}

export function periodText(period: PeriodInput): string {
  if (period.named !== undefined) return period.named === 'ALL' ? 'over all time' : `in ${period.named}`
  if (period.last !== undefined) {
    const { count, unit } = period.last
    return count === 1 ? `in the last whole ${unit.toLowerCase()}` : `in the last ${count} whole ${unit.toLowerCase()}s`
  }
  const { from, to } = period.between
  return `from ${from} to ${to}`
}
