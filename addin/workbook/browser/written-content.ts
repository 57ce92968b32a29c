import type { CellValue, TableModel, TableRow, Work } from '../workbook.ts'
import type { WrittenContent, WrittenRow } from './book-state.ts'
import { breathe, ROWS_AT_A_TIME } from './breathe.ts'

/** What is remembered of a model once it is written. */
export async function writtenContent(model: TableModel, work?: Work): Promise<WrittenContent> {
  const rows = new Map<string, WrittenRow>()
  for (const [index, row] of model.rows.entries()) {
    if (index % ROWS_AT_A_TIME === 0) await breathe(work, (0.5 * index) / model.rows.length, `Writing "${model.title}"`)
    rows.set(row.key, { cells: cellsOf(model, row), trust: row.marks ?? [] })
  }
  return { columns: model.columns, rows }
}

const cellsOf = (model: TableModel, row: TableRow): CellValue[] =>
  model.columns.map((_, index) => {
    const value = row.cells[index] ?? null
    return value === '' ? null : value
  })
