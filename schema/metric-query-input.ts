import type { MetricQueryInput as Query } from '../server/metrics/metric-query.ts'
import { builder } from './builder.ts'
import { DimensionEnum } from './dimension.ts'
import { OrderDirection } from './order-direction.ts'
import { PeriodInput } from './period-input.ts'
import { withoutNulls } from './without-nulls.ts'

const lists = {
  clients: 'Clients by id or exact name.',
  industries: 'Industries by name.',
  serviceLines: 'Service lines by name.',
  staff: 'People by name. Needs staff:read.',
  teams: 'Teams by name.',
  projects: 'Projects by name.',
  workTypes: 'reactive, proactive, project, internal.',
  products: 'Licensed products by name.',
  vendors: 'Vendors by name.',
} as const

interface FilterShape extends Partial<Record<keyof typeof lists, string[] | null>> {
  not?: FilterShape | null
}

export const MetricFilter = builder.inputRef<FilterShape>('MetricFilter').implement({
  description: 'Which facts count. Values of one list are joined by or, the lists by and. At most 1000 values a list.',
  fields: t => ({
    clients: t.stringList({ description: lists.clients }),
    industries: t.stringList({ description: lists.industries }),
    serviceLines: t.stringList({ description: lists.serviceLines }),
    staff: t.stringList({ description: lists.staff }),
    teams: t.stringList({ description: lists.teams }),
    projects: t.stringList({ description: lists.projects }),
    workTypes: t.stringList({ description: lists.workTypes }),
    products: t.stringList({ description: lists.products }),
    vendors: t.stringList({ description: lists.vendors }),
    not: t.field({ type: MetricFilter, description: 'Only what this filter does not select.' }),
  }),
})

const Comparison = builder.enumType('Comparison', {
  description: 'What values are compared with.',
  values: {
    PREVIOUS_PERIOD: {
      description: 'The same length of time just before; the calendar period before, for calendar periods.',
    },
    SAME_PERIOD_LAST_YEAR: { description: 'The same days a year before.' },
    PORTFOLIO: { description: 'All clients together.' },
    BUDGET: { description: 'What was planned: for revenue, labour_cost, license_cost and hours.' },
  } as const,
})

const ConditionOp = builder.enumType('ConditionOp', {
  description: 'How a value is compared with a number.',
  values: {
    GT: { description: 'Greater than value.' },
    GTE: { description: 'Greater than value, or equal.' },
    LT: { description: 'Less than value.' },
    LTE: { description: 'Less than value, or equal.' },
    EQ: { description: 'Equal to value.' },
    NEQ: { description: 'Not equal to value.' },
    BETWEEN: { description: 'From value to `to`, both included.' },
  } as const,
})

const MetricCondition = builder.inputType('MetricCondition', {
  description: 'Only rows whose value meets this. A value that is null meets no condition.',
  fields: t => ({
    metric: t.string({ required: true, description: 'Key of a metric; it need not be shown.' }),
    op: t.field({ type: ConditionOp, required: true, description: 'How to compare.' }),
    value: t.float({ required: true, description: 'With what, in the metric’s unit.' }),
    to: t.float({ description: 'The upper end, for BETWEEN.' }),
    onChange: t.boolean({
      defaultValue: false,
      description: 'true: the change counts, not the value. Needs compareTo.',
    }),
  }),
})

const MetricOrder = builder.inputType('MetricOrder', {
  description: 'What rows are ordered by: a metric or a dimension. Nulls come last.',
  fields: t => ({
    metric: t.string({ description: 'Key of a metric.' }),
    dimension: t.field({ type: DimensionEnum, description: 'A dimension that results are grouped by.' }),
    onChange: t.boolean({ defaultValue: false, description: 'true: by the change, not the value. Needs compareTo.' }),
    direction: t.field({
      type: OrderDirection,
      required: true,
      defaultValue: 'DESC',
      description: 'Which end comes first.',
    }),
  }),
})

export const AsOfInput = builder.inputType('AsOfInput', {
  description: 'The data as it was known then.',
  isOneOf: true,
  fields: t => ({
    snapshot: t.id({ description: 'Just after this snapshot was accepted.' }),
    instant: t.field({ type: 'DateTime', description: 'At this instant.' }),
  }),
})

const DefinitionTime = builder.enumType('DefinitionTime', {
  description: 'Which version of custom metrics counts.',
  values: {
    NOW: { description: 'As they are defined now.' },
    THEN: { description: 'As they were defined at the time asked as of.' },
  } as const,
})

export const MetricQueryInput = builder.inputType('MetricQuery', {
  description: 'A question about numbers: which metrics, of what, when, compared with what.',
  fields: t => ({
    metrics: t.stringList({ required: true, description: 'Keys of metrics, 1 to 50; metricCatalog lists them.' }),
    groupBy: t.field({
      type: [DimensionEnum],
      defaultValue: [],
      description: 'One row for each combination of these, at most 5; none: one row in all.',
    }),
    where: t.field({ type: MetricFilter, description: 'Which facts count.' }),
    period: t.field({ type: PeriodInput, description: 'When; absent: all months with an invoice or a time log.' }),
    compareTo: t.field({ type: Comparison, description: 'What values are compared with.' }),
    having: t.field({ type: [MetricCondition], description: 'Only rows that meet all of these, at most 20.' }),
    orderBy: t.field({ type: [MetricOrder], description: 'The order of rows; absent: by their dimensions.' }),
    first: t.int({
      description: 'At most so many rows, up to 100,000; totalCount and truncated say what is left out.',
    }),
    offset: t.int({ description: 'Leaves out so many rows at the start.' }),
    asOf: t.field({ type: AsOfInput, description: 'The data as known then; absent: now.' }),
    definitions: t.field({
      type: DefinitionTime,
      defaultValue: 'NOW',
      description: 'Which version of custom metrics counts.',
    }),
  }),
})

/** The planner's form of a query; it checks what the schema cannot. */
export const plannerQuery = (query: typeof MetricQueryInput.$inferInput): Query => withoutNulls(query) as Query
