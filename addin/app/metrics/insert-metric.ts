import type { Api } from '../../api/api.ts'
import type { Work, Workbook, WrittenTable } from '../../workbook/workbook.ts'
import { signalOf } from '../signal-of.ts'
import { type MetricForm, queryOfForm } from './metric-form.ts'
import { metricTableModel, type PulledBy } from './metric-table-model.ts'
import { readMetricTable } from './read-metric-table.ts'

export interface InsertedTable extends WrittenTable {
  readonly rowCount: number
  /** Rows there are in all, where the form asked for the top of them. */
  readonly totalCount: number
  readonly charted: boolean
}

/** Asks what the form says and writes the answer as a new table, at the selection or on a sheet of its own. */
export async function insertMetric(
  api: Api,
  workbook: Workbook,
  form: MetricForm,
  by: PulledBy,
  { at, chart, ...work }: Work & { readonly at: 'selection' | 'sheet'; readonly chart: boolean },
): Promise<InsertedTable> {
  const query = queryOfForm(form)
  work.progress?.(0, 'Asking the server')
  const answer = await readMetricTable(api, query, signalOf(work))
  const model = metricTableModel(answer, query, by, { chart: chart && workbook.host.charts })
  work.progress?.(0.3, `Writing ${model.rows.length.toLocaleString('en-US')} rows`)
  const written = await workbook.writeTable(model, { kind: 'new', at }, work)
  return { ...written, rowCount: model.rows.length, totalCount: answer.totalCount, charted: model.chart !== undefined }
}
