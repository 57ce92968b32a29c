import { z } from 'zod'
import { BadInput } from '../../errors.ts'
import { dimensions } from '../metric-query.ts'

const columns: ReadonlySet<string> = new Set(dimensions.map(dimension => dimension.toLowerCase()))

/** What somebody says to define a metric of their own. Unit, permission and dimensions follow from the formula. */
export const metricInput = z.strictObject({
  key: z
    .string()
    .regex(/^[a-z][a-z0-9_]{1,59}$/, 'a key is 2 to 60 small letters, digits and _, and starts with a letter')
    // Flat rows have these columns already.
    .refine(
      key => !columns.has(key) && !/_(baseline|change|change_pct)$/.test(key),
      'it is the name of another column; choose another key',
    ),
  name: z.string().trim().min(1).max(120),
  description: z.string().trim().max(2000).default(''),
  formula: z.string().trim().min(1),
  direction: z.enum(['UP', 'DOWN', 'BAND', 'NONE']).default('NONE'),
  minimumSample: z.int().min(0).max(1_000_000).default(1),
})
export type MetricInput = z.input<typeof metricInput>

export function parseMetricInput(input: MetricInput): z.output<typeof metricInput> {
  const parsed = metricInput.safeParse(input)
  if (parsed.success) return parsed.data
  const found = parsed.error.issues.map(issue => `${issue.path.join('.') || 'the input'}: ${issue.message}`)
  throw new BadInput(`Defining a metric: ${found.join('; ')}`)
}
