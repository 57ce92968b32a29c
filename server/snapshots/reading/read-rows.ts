import type { RowIssue } from '../../datasets/dataset.ts'
import { isBlank } from './cells/raw-cell.ts'
import { planOf } from './reading-plan.ts'
import { recordsAt } from './record-place.ts'
import { RowReader } from './row-reader.ts'
import type { Inspection, ReadRow, ReadRows, RejectedCells, RowBatch } from './sheet.ts'

/** Few enough that they are gone before the young generation is collected; 2,000 took a tenth more. */
const BATCH_ROWS = 500
const BATCH_CHARACTERS = 8 * 1024 * 1024

/** The places and headings of cells that no column takes, for datasets that keep them. */
function extraCells(inspection: Inspection, keeps: boolean): (readonly [number, string])[] {
  if (!keeps) return []
  return inspection.headings.flatMap(({ heading, by }, index) => (by === 'NONE' ? [[index, heading] as const] : []))
}

class Batch {
  readonly rows: ReadRow[] = []
  readonly rejected: RejectedCells[] = []
  issues: RowIssue[] = []

  /** Characters of the cells that are held. */
  characters = 0

  get isFull(): boolean {
    return this.size >= BATCH_ROWS || this.characters >= BATCH_CHARACTERS
  }

  get size(): number {
    return this.rows.length + this.rejected.length
  }
}

/**
 * Second pass over a sheet: its rows, typed as the dataset declares, or rejected with what is wrong. Blank rows are
 * left out. Throws where the inspection has a question that came before any row was seen (WHICH_SHEET), and the
 * signal's reason where it is aborted.
 */
export const readRows: ReadRows = async function* (source, dataset, inspection, options): AsyncGenerator<RowBatch> {
  const plan = planOf(inspection)
  if (!plan)
    throw new Error('Cannot read the rows of a sheet that was not found: answer the questions of its inspection')
  const extras = extraCells(inspection, dataset.keepsUnmapped)
  const reader = new RowReader(dataset, plan, extras, options.baseCurrency)
  let batch = new Batch()
  for await (const { records, rows } of recordsAt(source, plan.place).batches()) {
    options.signal?.throwIfAborted()
    for (const [at, record] of records.entries()) {
      const row = rows[at] ?? 0
      if (row <= plan.headingRow || record.every(isBlank)) continue
      const outcome = reader.read(record, row)
      if ('row' in outcome) batch.rows.push(outcome.row)
      else batch.rejected.push(outcome.rejected)
      const { cells } = 'row' in outcome ? outcome.row : outcome.rejected
      for (const text of cells) batch.characters += text.length
      if (!batch.isFull) continue
      batch.issues = reader.takeIssues()
      yield batch
      batch = new Batch()
    }
  }
  batch.issues = reader.takeIssues()
  if (batch.size > 0) yield batch
}
