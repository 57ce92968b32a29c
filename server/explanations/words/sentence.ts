import { comparison, type Exact, isZero, none } from '../../analytics/exact.ts'
import type { MetricDefinition, Period } from '../../metrics/metric-table.ts'
import type { Driver } from '../explanation.ts'
import type { Subject } from '../subject.ts'
import { isPlural, type ReasonWords, reasons } from './reasons.ts'
import { needsYear, soFar, spokenPeriod } from './spoken-period.ts'
import { isVisible, spokenDifference, spokenSize, spokenValue } from './spoken-value.ts'

export interface SentenceParts extends Pick<ReasonWords, 'bottom' | 'by' | 'currency'> {
  readonly metric: MetricDefinition
  readonly subject: Subject
  readonly period: Period
  readonly baselinePeriod: Period | null
  /** With what it is compared, where that is not another time: "the budget". */
  readonly with: string | null
  readonly value: Exact
  readonly baseline: Exact
  readonly difference: Exact
  readonly drivers: readonly Driver[]
  readonly today: number
}

/**
 * The explanation as a person would write it: "Harbor Dental's gross margin fell from 41.2 % in June to 33.0 % in July
 * (−8.2 points), mostly because labour cost rose by $1,240 (18 more hours); revenue was flat."
 */
export function sentence(parts: SentenceParts): string {
  const { metric, drivers } = parts
  const told = parts.with === null ? overTime(parts) : against(parts)
  return `${told}${reasons(drivers, { ...parts, unit: metric.unit, overTime: parts.with === null })}.`
}

function overTime({
  metric,
  subject,
  period,
  baselinePeriod,
  value,
  baseline,
  difference,
  currency,
  today,
}: SentenceParts) {
  const { unit } = metric
  const years = needsYear(baselinePeriod ? [period, baselinePeriod] : [period], today)
  const [now, then] = [spokenPeriod(period, years), baselinePeriod ? spokenPeriod(baselinePeriod, years) : 'before']
  const name = capital(`${nameOf(metric, subject)}`)
  if (!isVisible(difference, unit, currency))
    return `${name} ${was(metric)} ${spokenValue(value, unit, currency)} in ${now}${soFar(period, today)}, ${same(difference)} in ${then}`
  const verb = comparison(difference, none) < 0 ? 'fell' : 'rose'
  const [from, to] = [spokenValue(baseline, unit, currency), spokenValue(value, unit, currency)]
  return `${name} ${verb} from ${from} in ${then} to ${to} in ${now}${soFar(period, today)} (${spokenDifference(difference, unit, currency)})`
}

function against({
  metric,
  subject,
  period,
  with: other,
  value,
  baseline,
  difference,
  currency,
  today,
}: SentenceParts) {
  const { unit } = metric
  const now = `${spokenPeriod(period, needsYear([period], today))}${soFar(period, today)}`
  const told = `${capital(nameOf(metric, subject))} ${was(metric)} ${spokenValue(value, unit, currency)} in ${now}`
  const base = spokenValue(baseline, unit, currency)
  if (!isVisible(difference, unit, currency)) return `${told}, ${same(difference)} ${other}`
  const way = comparison(difference, none) < 0 ? 'below' : 'above'
  return `${told}, ${spokenSize(difference, unit, currency)} ${way} ${other} (${base})`
}

/** "Harbor Dental's gross margin", "gross margin (reactive)" */
export function nameOf(metric: Pick<MetricDefinition, 'name'>, { client, narrowed }: Subject): string {
  const turned = metric.name.replace(/^(.*), (gross|net)$/, '$2 $1')
  const name = `${turned.charAt(0).toLowerCase()}${turned.slice(1)}`.replace(
    /^(gross|net) (.)/,
    (_, word, letter) => `${word} ${letter.toLowerCase()}`,
  )
  const whose = client ? `${possessive(client.name)} ${name}` : name
  return narrowed ? `${whose} (${narrowed})` : whose
}

export const possessive = (name: string): string => `${name}${/s$/i.test(name) ? '’' : '’s'}`

const was = ({ name }: Pick<MetricDefinition, 'name'>): string => (isPlural(name) ? 'were' : 'was')

const same = (difference: Exact): string => (isZero(difference) ? 'the same as' : 'about the same as')

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
