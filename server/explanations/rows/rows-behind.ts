import { facts } from '../../metrics/catalogue/facts.ts'
import { dimensionOfField, filterFields } from '../../metrics/filters/filter-dimensions.ts'
import type { MetricFilter } from '../../metrics/metric-query.ts'
import type { Period } from '../../metrics/metric-table.ts'
import type { OpenReading } from '../../metrics/plan/open-reading.ts'
import type { DriversBy } from '../explain-input.ts'
import type { RowsBehind } from '../explanation.ts'
import type { SideMember } from '../side.ts'

/** Says which rows stand behind measures of a question, of one member or of all of it. */
export function rowsBehind(
  { catalogue, reading }: OpenReading,
  where: MetricFilter | undefined,
  period: Period,
  baseline: Period,
) {
  const periods = period.from === baseline.from && period.to === baseline.to ? [period] : [period, baseline]
  return (
    measures: readonly string[],
    of: { readonly dimension: DriversBy; readonly member: SideMember } | null = null,
  ): RowsBehind => {
    const used = measures.map(key => facts[catalogue.find(key)!.measures[0]!.fact].dataset)
    const field = of && filterFields.find(name => dimensionOfField[name] === of.dimension)
    return {
      datasets: [...new Set(used)],
      where: field ? { ...where, [field]: [named(of.dimension, of.member)] } : (where ?? {}),
      periods,
      asOf: reading.tenant.asOf,
    }
  }
}

/** Clients and people by id, as names may be shared; other things by name. */
const named = (dimension: DriversBy, { key, label }: SideMember): string =>
  key !== null && (dimension === 'CLIENT' || dimension === 'STAFF') ? key : label
