import { type Member, may } from '../../access/policy.ts'
import type { Metric } from '../../metrics/catalogue/catalogue.ts'
import type { FactName } from '../../metrics/catalogue/facts.ts'
import { facts } from '../../metrics/catalogue/facts.ts'
import { filterDimensions } from '../../metrics/filters/filter-dimensions.ts'
import type { Dimension, MetricFilter } from '../../metrics/metric-query.ts'
import type { Period } from '../../metrics/metric-table.ts'
import type { OpenReading } from '../../metrics/plan/open-reading.ts'
import type { Recommendation } from '../explanation.ts'
import type { Subject } from '../subject.ts'
import { collectInvoices } from './collect-invoices.ts'
import { licenseSteps } from './license-steps.ts'
import { rebalanceHours } from './rebalance-hours.ts'
import { repriceClients } from './reprice-clients.ts'

/** What recommendations are about. */
export interface Situation {
  readonly open: OpenReading
  readonly viewer: Member
  readonly where: MetricFilter | undefined
  readonly subject: Subject
  readonly period: Period
}

/**
 * Steps that the data suggests for what was explained, those with the most money first. Only what the viewer may see
 * goes into them: without cost:read only invoices to collect.
 */
export async function recommend(situation: Situation & { readonly metric: Metric }): Promise<Recommendation[]> {
  const { viewer, where } = situation
  const used = filterDimensions(where)
  const found: Recommendation[] = []
  if (carries('invoices', used)) found.push(...(await collectInvoices(situation)))
  if (may(viewer, 'cost:read')) {
    if (carries('licenses', used)) found.push(...(await licenseSteps(situation)))
    if (['invoices', 'time', 'licenses'].every(fact => carries(fact as FactName, used)))
      found.push(...(await repriceClients(situation)))
  }
  if (may(viewer, 'staff:read') && carries('capacity', used)) found.push(...(await rebalanceHours(situation)))
  return found.sort((a, b) => (b.amount ?? 0) - (a.amount ?? 0))
}

const carries = (fact: FactName, used: ReadonlySet<Dimension>): boolean =>
  [...used].every(dimension => facts[fact].dimensions.includes(dimension))
