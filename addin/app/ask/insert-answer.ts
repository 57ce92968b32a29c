import type { TableModel, Work, Workbook } from '../../workbook/workbook.ts'
import { explanationTable } from '../explain/explanation-table.ts'
import type { InsertedTable } from '../metrics/insert-metric.ts'
import { metricTableModel, type PulledBy } from '../metrics/metric-table-model.ts'
import { type Answer, compiledQuery } from './answer.ts'

/** Whether there is something to write. */
export const isInsertable = ({ table, explanation }: Answer): boolean =>
  explanation !== null || (table !== null && table.rows.length > 0)

/** An answer as a table that a refresh asks for again by its query, not by its words; null: there is nothing to write. */
export function answerTable(answer: Answer, by: PulledBy, { chart }: { readonly chart: boolean }): TableModel | null {
  const compiled = compiledQuery(answer)
  if (!isInsertable(answer)) return null
  if (compiled?.kind === 'metrics' && answer.table) return metricTableModel(answer.table, compiled.query, by, { chart })
  if (compiled?.kind === 'explain' && answer.explanation)
    return explanationTable(answer.explanation, compiled.input, by, by.now)
  return null
}

/** Writes an answer as a new table, without asking for it again. Rejects with `WorkbookError`. */
export async function insertAnswer(
  workbook: Workbook,
  model: TableModel,
  { at, ...work }: Work & { readonly at: 'selection' | 'sheet' },
): Promise<InsertedTable> {
  const written = await workbook.writeTable(model, { kind: 'new', at }, work)
  const { length } = model.rows
  return { ...written, rowCount: length, totalCount: length, charted: model.chart !== undefined }
}
