import { noFacts, type RecordBatch, type RecordSource } from './record-source.ts'
import type { SheetSource } from './sheet.ts'

const BATCH_RECORDS = 2_000

/** The row that the heading of cells counts as: the one above the first. */
function cellsHeadingRow({ rowNumbers = [] }: SheetSource & { kind: 'cells' }): number {
  let first = rowNumbers[0] ?? 2
  for (const row of rowNumbers) first = Math.min(first, row)
  return first - 1
}

/** The records of cells that a spreadsheet sent, the heading first. */
export function cellsRecords(source: SheetSource & { kind: 'cells' }): RecordSource {
  async function* batches(): AsyncGenerator<RecordBatch> {
    yield { records: [source.header], rows: [cellsHeadingRow(source)] }
    for (let start = 0; start < source.rows.length; start += BATCH_RECORDS) {
      const records = source.rows.slice(start, start + BATCH_RECORDS)
      yield { records, rows: records.map((_, index) => source.rowNumbers?.[start + index] ?? start + index + 2) }
    }
  }
  return { facts: { ...noFacts(), hasNuls: true }, batches }
}
