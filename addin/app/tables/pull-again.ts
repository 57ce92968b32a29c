import type { Api, RequestOptions } from '../../api/api.ts'
import type { ExplainInput } from '../../api/operations/explain.gen.ts'
import type { MetricQuery } from '../../api/operations/metrics.gen.ts'
import type { Provenance, TableModel } from '../../workbook/workbook.ts'
import { explanationTable } from '../explain/explanation-table.ts'
import { readExplanation } from '../explain/read-explanation.ts'
import { metricTableModel, type PulledBy } from '../metrics/metric-table-model.ts'
import { readMetricTable } from '../metrics/read-metric-table.ts'
import { pinnedInput, pinnedQuery } from './pinned-request.ts'

/**
 * Asks again what a table was made of. `asItWas`: as it was at the table's time, which becomes its time again; else as it
 * is now. The request itself is kept as it was asked, so that "the last 3 months" go on with the calendar.
 */
export async function pullAgain(
  api: Api,
  provenance: Provenance,
  by: PulledBy,
  { asItWas, ...options }: RequestOptions & { readonly asItWas: boolean },
): Promise<TableModel> {
  const { request, asOf } = provenance
  if (request.kind === 'metrics') {
    const query = request.query as unknown as MetricQuery
    const answer = await readMetricTable(api, asItWas ? pinnedQuery(provenance, query) : query, options)
    const model = metricTableModel(answer, query, by, { chart: false, frozen: asItWas })
    return asItWas ? { ...model, provenance: { ...model.provenance, asOf } } : model
  }
  const input = request.input as unknown as ExplainInput
  const explanation = await readExplanation(api, asItWas ? pinnedInput(provenance, input) : input, options)
  return explanationTable(explanation, input, by, asItWas ? asOf : by.now, asItWas)
}
