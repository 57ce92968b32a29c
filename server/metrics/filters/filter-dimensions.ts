import type { Dimension, MetricFilter } from '../metric-query.ts'

export const dimensionOfField = {
  clients: 'CLIENT',
  industries: 'INDUSTRY',
  serviceLines: 'SERVICE_LINE',
  staff: 'STAFF',
  teams: 'TEAM',
  projects: 'PROJECT',
  workTypes: 'WORK_TYPE',
  products: 'PRODUCT',
  vendors: 'VENDOR',
} as const satisfies Partial<Record<keyof MetricFilter, Dimension>>
export type FilterField = keyof typeof dimensionOfField
export const filterFields = Object.keys(dimensionOfField) as FilterField[]

/** Every dimension that a filter looks at, in exclusions too. */
export function filterDimensions(filter: MetricFilter | undefined): Set<(typeof dimensionOfField)[FilterField]> {
  if (!filter) return new Set()
  return new Set([
    ...filterFields.filter(field => filter[field] !== undefined).map(field => dimensionOfField[field]),
    ...filterDimensions(filter.not),
  ])
}

/** The filter without these fields, in exclusions too. */
export function withoutFields(filter: MetricFilter, fields: readonly FilterField[]): MetricFilter {
  const { not, ...rest } = filter
  const kept = Object.fromEntries(Object.entries(rest).filter(([field]) => !fields.includes(field as FilterField)))
  return not ? { ...kept, not: withoutFields(not, fields) } : kept
}
