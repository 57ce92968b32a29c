import { z } from 'zod'
import { BadInput } from '../errors.ts'
import { metricFilter, periodInput } from '../metrics/metric-query.ts'

/** What a value is compared with. */
export const comparisons = [
  'PREVIOUS_PERIOD',
  'SAME_PERIOD_LAST_YEAR',
  'PORTFOLIO',
  'BUDGET',
  'TARGET',
  'CLIENT',
] as const
export type Against = (typeof comparisons)[number]

/** What drivers can be: what the formula is made of, or members of a dimension. */
export const driverKinds = [
  'MEASURE',
  'CLIENT',
  'INDUSTRY',
  'SERVICE_LINE',
  'STAFF',
  'TEAM',
  'PROJECT',
  'WORK_TYPE',
  'PRODUCT',
  'VENDOR',
] as const
export type DriversBy = (typeof driverKinds)[number]

const explainInput = z.strictObject({
  metric: z.string().min(1).max(100),
  where: metricFilter.optional(),
  /** Absent: the latest complete month in which all data of the metric is there. */
  period: periodInput.optional(),
  against: z.enum(comparisons),
  /** Whom to compare with, for CLIENT. */
  clientId: z.string().min(1).max(300).optional(),
  /** Absent: clients for a value of several clients over time, else what the formula is made of. */
  by: z.enum(driverKinds).optional(),
  asOf: z.union([z.strictObject({ snapshot: z.string() }), z.strictObject({ instant: z.string() })]).optional(),
})
export type ExplainInput = z.infer<typeof explainInput>

/** Throws BadInput that names every field that is not as it must be. */
export function parseExplainInput(input: unknown): ExplainInput {
  const parsed = explainInput.safeParse(input)
  if (!parsed.success) {
    const found = parsed.error.issues.map(issue => `${issue.path.join('.') || 'the question'}: ${issue.message}`)
    throw new BadInput(`Explaining a value: ${found.join('; ')}`)
  }
  const { against, clientId } = parsed.data
  if ((against === 'CLIENT') !== (clientId !== undefined))
    throw new BadInput(
      `Explaining a value against ${against}: ${against === 'CLIENT' ? 'name the other client in clientId' : 'clientId goes with CLIENT only'}`,
    )
  return parsed.data
}
