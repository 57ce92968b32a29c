import type { ExplainInput } from '../../api/operations/explain.gen.ts'
import type { MetricQuery } from '../../api/operations/metrics.gen.ts'
import type { Provenance } from '../../workbook/workbook.ts'

/** What a table asked, as of when it asked it and about the same days, whatever the calendar says now. */
export function pinnedQuery({ asOf, period }: Provenance, query: MetricQuery): MetricQuery {
  const days = period ? { period: { between: period } } : {}
  return { ...query, ...days, asOf: query.asOf ?? { instant: asOf }, definitions: 'THEN' }
}

export function pinnedInput({ asOf, period }: Provenance, input: ExplainInput): ExplainInput {
  const days = period ? { period: { between: period } } : {}
  return { ...input, ...days, asOf: input.asOf ?? { instant: asOf } }
}
