import type { Dimension } from '../metric-query.ts'
import type { MetricColumn } from '../metric-table.ts'
import type { TablePlan } from '../plan/table-plan.ts'
import { formatOf, isMoney } from './value-text.ts'

const labels: Readonly<Record<Dimension, string>> = {
  CLIENT: 'Client',
  INDUSTRY: 'Industry',
  SERVICE_LINE: 'Service line',
  STAFF: 'Staff',
  TEAM: 'Team',
  PROJECT: 'Project',
  WORK_TYPE: 'Work type',
  PRODUCT: 'Product',
  VENDOR: 'Vendor',
  WEEK: 'Week',
  MONTH: 'Month',
  QUARTER: 'Quarter',
  YEAR: 'Year',
}

/** The columns of the flat rows, in their order. */
export function tableColumns({ query, shown }: TablePlan, currency: string): MetricColumn[] {
  const dimensions = query.groupBy.map(
    (dimension): MetricColumn => ({
      key: dimension.toLowerCase(),
      label: labels[dimension],
      kind: 'DIMENSION',
      unit: null,
      currency: null,
      format: null,
    }),
  )
  const metrics = shown.flatMap(({ definition: { key, name, unit } }): MetricColumn[] => {
    const column = { unit, currency: isMoney(unit) ? currency : null, format: formatOf(unit, currency) }
    const value: MetricColumn = { key, label: name, kind: 'METRIC', ...column }
    if (!query.compareTo) return [value]
    const percent = { unit: 'PERCENT', currency: null, format: formatOf('PERCENT', currency) } as const
    return [
      value,
      { key: `${key}_baseline`, label: `${name}, compared with`, kind: 'CHANGE', ...column },
      { key: `${key}_change`, label: `${name}, change`, kind: 'CHANGE', ...column },
      { key: `${key}_change_pct`, label: `${name}, change in %`, kind: 'CHANGE', ...percent },
    ]
  })
  return [...dimensions, ...metrics]
}
