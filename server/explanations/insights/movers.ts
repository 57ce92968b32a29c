import { may } from '../../access/policy.ts'
import { dayOfIso, isoOfDay } from '../../analytics/calendar.ts'
import { isZero, minus, nearest, none } from '../../analytics/exact.ts'
import { previousSpan } from '../../metrics/periods/baseline-span.ts'
import { ask } from '../../metrics/plan/ask.ts'
import { driversByMember } from '../drivers-by-member.ts'
import type { Driver } from '../explanation.ts'
import { metricShape } from '../metric-shape.ts'
import { type Side, sideOfAnswer } from '../side.ts'
import { volumesOf } from '../splits.ts'
import { sentence } from '../words/sentence.ts'
import { needsYear, spokenPeriod } from '../words/spoken-period.ts'
import { spokenValue } from '../words/spoken-value.ts'
import type { Insight } from './insight.ts'
import { between, type Look } from './look.ts'

/** Every client whose profit (without cost:read: revenue) is not what it was in the period before. */
export async function movers(look: Look): Promise<Insight[]> {
  const { open, viewer, period } = look
  const { catalogue } = open
  const key = may(viewer, 'cost:read') ? 'gross_profit' : 'revenue'
  const metric = catalogue.find(key)!
  const query = {
    metrics: [key, ...volumesOf(metric.measures.map(measure => measure.key))],
    groupBy: ['CLIENT' as const],
  }
  const span = previousSpan({ from: dayOfIso(period.from)!, to: dayOfIso(period.to)! })
  const before = { from: isoOfDay(span.from), to: isoOfDay(span.to) }
  const hidden = new Set<string>()
  const sideOf = async (span: { from: string; to: string }) =>
    sideOfAnswer(await ask(open, viewer, { ...query, period: { between: span } }), catalogue, metric, hidden)
  const to = await sideOf({ from: period.from, to: period.to })
  const from = await sideOf(before)
  // Before the first month of a dataset there is nothing to compare with.
  if (from.value === null || to.value === null) return []
  const shape = metricShape(catalogue, metric)!
  const drivers = driversByMember({ catalogue, metric, shape, from, to, rowsOf: () => null }) ?? []
  return drivers
    .filter(driver => driver.key !== '(none)' && !hidden.has(driver.key) && !isZero(driver.contribution))
    .map((driver): Insight => {
      const where = { clients: [driver.key] }
      return {
        kind: 'MOVER',
        sentence: told(look, key, driver, from),
        amount: Math.abs(nearest(driver.contribution)),
        currency: look.currency,
        client: { id: driver.key, name: driver.label },
        metric: key,
        explain: { metric: key, where, period: between(period), against: 'PREVIOUS_PERIOD' },
      }
    })
}

function told({ open, period, currency }: Look, key: string, driver: Driver, from: Side): string {
  const { definition } = open.catalogue.find(key)!
  const { today } = open.reading
  const years = needsYear([period, from.period], today)
  const [now, then] = [spokenPeriod(period, years), spokenPeriod(from.period, years)]
  const name = definition.name.toLowerCase()
  if (driver.change === 'NEW')
    return `${driver.label} is new in ${now}, with a ${name} of ${spokenValue(driver.to ?? none, 'MONEY', currency)}.`
  if (driver.change === 'LOST')
    return `${driver.label} had nothing in ${now}, after a ${name} of ${spokenValue(driver.from ?? none, 'MONEY', currency)} in ${then}.`
  const [value, baseline] = [driver.to ?? none, driver.from ?? none]
  return sentence({
    ...{ metric: definition, period, baselinePeriod: from.period, value, baseline, currency, today },
    ...{ difference: minus(value, baseline), drivers: driver.children, with: null, bottom: null, by: 'MEASURE' },
    subject: { client: { id: 0, name: driver.label }, narrowed: '' },
  })
}
