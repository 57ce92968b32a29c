import type {
  Comparison,
  ConditionOp,
  Dimension,
  MetricFilter,
  MetricQuery,
  PeriodInput,
} from '../../api/operations/metrics.gen.ts'
import type { MetricInfo } from './catalogue.ts'

/** What a person picked: the same as a `MetricQuery`, in the shape of the form. */
export interface MetricForm {
  readonly metrics: readonly string[]
  readonly groupBy: readonly Dimension[]
  readonly period: PeriodInput
  readonly compareTo: Comparison | null
  /** Chosen members by dimension, by name or id. */
  readonly filters: Readonly<Partial<Record<Dimension, readonly string[]>>>
  readonly condition: { readonly metric: string; readonly op: ConditionOp; readonly value: number } | null
  /** The rows with the highest (or lowest) value of the first metric; null: all. */
  readonly top: { readonly count: number; readonly lowest: boolean } | null
}

export const emptyForm: MetricForm = {
  metrics: [],
  groupBy: ['CLIENT'],
  period: { last: { count: 3, unit: 'MONTH' } },
  compareTo: null,
  filters: {},
  condition: null,
  top: null,
}

const filterFields = {
  CLIENT: 'clients',
  INDUSTRY: 'industries',
  SERVICE_LINE: 'serviceLines',
  STAFF: 'staff',
  TEAM: 'teams',
  PROJECT: 'projects',
  WORK_TYPE: 'workTypes',
  PRODUCT: 'products',
  VENDOR: 'vendors',
} as const satisfies Partial<Record<Dimension, keyof MetricFilter>>

/** Dimensions that can be filtered by. */
export const filterable = Object.keys(filterFields) as (keyof typeof filterFields)[]

/** What still hinders asking, in words; null: nothing. */
export function formProblem(form: MetricForm, catalogue: readonly MetricInfo[]): string | null {
  if (form.metrics.length === 0) return 'Pick at least one metric.'
  for (const key of form.metrics) {
    const metric = catalogue.find(each => each.key === key)
    if (!metric) return `The metric ${key} is not one that you can see; pick another.`
    const impossible = form.groupBy.find(dimension => !metric.dimensions.includes(dimension))
    if (impossible) return `${metric.name} cannot be split by ${impossible.toLowerCase().replace('_', ' ')}.`
  }
  if (form.top !== null && !(form.top.count >= 1)) return 'Say how many rows to show, 1 or more.'
  return null
}

/** The query that the form asks. */
export function queryOfForm({ metrics, groupBy, period, compareTo, filters, condition, top }: MetricForm): MetricQuery {
  const where = filterOf(filters)
  const [first] = metrics
  return {
    metrics,
    groupBy,
    period,
    ...(compareTo === null ? {} : { compareTo }),
    ...(where === null ? {} : { where }),
    ...(condition === null ? {} : { having: [condition] }),
    ...(top === null || first === undefined
      ? {}
      : { orderBy: [{ metric: first, direction: top.lowest ? 'ASC' : 'DESC' }], first: top.count }),
  }
}

/** Chosen members as a filter of the query; null: nothing is filtered. */
export function filterOf(filters: MetricForm['filters']): MetricFilter | null {
  const chosen = filterable.flatMap(dimension => {
    const names = filters[dimension] ?? []
    return names.length === 0 ? [] : [[filterFields[dimension], names] as const]
  })
  return chosen.length === 0 ? null : Object.fromEntries(chosen)
}
