import type { Member } from '../../access/policy.ts'
import type { MetricQueryInput } from '../metric-query.ts'
import { parseMetricQuery } from '../parse-metric-query.ts'
import type { ProvenAnswer } from '../results/cell-value.ts'
import { provenAnswer } from '../results/metric-table-of.ts'
import { readAnswer } from './answer.ts'
import type { OpenReading } from './open-reading.ts'
import { tablePlan } from './table-plan.ts'

/**
 * One of several questions about one state of the data: the exact sums behind a table, before anything is ordered,
 * rounded or cut. Checks what the viewer may see and throws as `readMetricTable` does.
 */
export async function ask(
  { reading, catalogue }: OpenReading,
  viewer: Member,
  input: MetricQueryInput,
): Promise<ProvenAnswer> {
  const plan = tablePlan(parseMetricQuery(input), catalogue, viewer)
  return await provenAnswer(reading, await readAnswer(reading, catalogue, plan))
}
