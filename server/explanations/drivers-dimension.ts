import { BadInput } from '../errors.ts'
import type { Metric } from '../metrics/catalogue/catalogue.ts'
import type { FactName } from '../metrics/catalogue/facts.ts'
import type { Against, DriversBy, ExplainInput } from './explain-input.ts'
import type { Subject } from './subject.ts'

/** What a single measure of one client comes apart into. */
const partsOfFact: Readonly<Record<FactName, DriversBy>> = {
  invoices: 'SERVICE_LINE',
  time: 'WORK_TYPE',
  licenses: 'PRODUCT',
  capacity: 'TEAM',
}

/**
 * What the drivers of a question are. Over time: clients, where the value is of several of them; else the measures. Against anything else, measures:
 * two businesses have no members in common. Throws BadInput (IMPOSSIBLE_GROUPING) for what was asked and cannot be.
 */
export function driversDimension(metric: Metric, { client }: Subject, { by, against }: ExplainInput): DriversBy {
  const overTime = isOverTime(against)
  if (by && by !== 'MEASURE' && !overTime)
    throw new BadInput(
      `Explaining ${metric.definition.key} by ${by} against ${against}: members are compared over time only; leave \`by\` out`,
      'IMPOSSIBLE_GROUPING',
    )
  if (by) return by
  if (!overTime) return 'MEASURE'
  if (!client && metric.definition.dimensions.includes('CLIENT')) return 'CLIENT'
  return 'MEASURE'
}

/** What a metric that is one measure without parts of its own comes apart into over time; null: nothing. */
export function partsDimension(metric: Metric, { against }: ExplainInput): DriversBy | null {
  const [measure, more] = metric.measures
  return measure && !more && !metric.expression && isOverTime(against) ? partsOfFact[measure.fact] : null
}

const isOverTime = (against: Against): boolean => against === 'PREVIOUS_PERIOD' || against === 'SAME_PERIOD_LAST_YEAR'
