import { z } from 'zod'

export const dimensions = [
  'CLIENT',
  'INDUSTRY',
  'SERVICE_LINE',
  'STAFF',
  'TEAM',
  'PROJECT',
  'WORK_TYPE',
  'PRODUCT',
  'VENDOR',
  'WEEK',
  'MONTH',
  'QUARTER',
  'YEAR',
] as const
export type Dimension = (typeof dimensions)[number]

const names = z.array(z.string().min(1).max(300)).max(1000)
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is YYYY-MM-DD')

export const periodInput = z.union([
  z.strictObject({ between: z.strictObject({ from: date, to: date }) }),
  z.strictObject({
    last: z.strictObject({
      count: z.int().min(1).max(1000),
      unit: z.enum(['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR']),
    }),
  }),
  /** "2025-Q3", "2025-08", "2025", "YTD", "ALL" */
  z.strictObject({ named: z.string().min(1).max(20) }),
])
export type PeriodInput = z.infer<typeof periodInput>

export interface MetricFilter {
  /** Ids or exact names. */
  clients?: string[] | undefined
  industries?: string[] | undefined
  serviceLines?: string[] | undefined
  staff?: string[] | undefined
  teams?: string[] | undefined
  projects?: string[] | undefined
  workTypes?: string[] | undefined
  products?: string[] | undefined
  vendors?: string[] | undefined
  not?: MetricFilter | undefined
}
export const metricFilter: z.ZodType<MetricFilter> = z.lazy(() =>
  z.strictObject({
    clients: names.optional(),
    industries: names.optional(),
    serviceLines: names.optional(),
    staff: names.optional(),
    teams: names.optional(),
    projects: names.optional(),
    workTypes: names.optional(),
    products: names.optional(),
    vendors: names.optional(),
    not: metricFilter.optional(),
  }),
)

/** The one question of the product: what `metrics` takes, and what everything that holds a question holds. */
export const metricQuery = z.strictObject({
  metrics: z.array(z.string().min(1).max(100)).min(1).max(50),
  groupBy: z.array(z.enum(dimensions)).max(5).default([]),
  where: metricFilter.optional(),
  period: periodInput.optional(),
  compareTo: z.enum(['PREVIOUS_PERIOD', 'SAME_PERIOD_LAST_YEAR', 'PORTFOLIO', 'BUDGET']).optional(),
  having: z
    .array(
      z.strictObject({
        metric: z.string(),
        op: z.enum(['GT', 'GTE', 'LT', 'LTE', 'EQ', 'NEQ', 'BETWEEN']),
        value: z.number(),
        to: z.number().optional(),
        onChange: z.boolean().default(false),
      }),
    )
    .max(20)
    .optional(),
  orderBy: z
    .array(
      z.strictObject({
        metric: z.string().optional(),
        dimension: z.enum(dimensions).optional(),
        onChange: z.boolean().default(false),
        direction: z.enum(['ASC', 'DESC']).default('DESC'),
      }),
    )
    .max(10)
    .optional(),
  first: z.int().min(0).max(100_000).optional(),
  offset: z.int().min(0).optional(),
  asOf: z.union([z.strictObject({ snapshot: z.string() }), z.strictObject({ instant: z.string() })]).optional(),
  definitions: z.enum(['NOW', 'THEN']).default('NOW'),
})
export type MetricQuery = z.infer<typeof metricQuery>
export type MetricQueryInput = z.input<typeof metricQuery>
