import type { RecordBatch, RecordSource } from './record-source.ts'
import type { SheetSource } from './sheet.ts'

const BATCH_RECORDS = 2_000

/** The records of cells that a spreadsheet sent; the heading counts as the row above the first one. */
export function cellsRecords(source: SheetSource & { kind: 'cells' }): RecordSource {
  async function* batches(): AsyncGenerator<RecordBatch> {
    const headingRow = Math.max(1, (source.rowNumbers?.[0] ?? 2) - 1)
    yield { records: [source.header], rows: [headingRow] }
    for (let start = 0; start < source.rows.length; start += BATCH_RECORDS) {
      const records = source.rows.slice(start, start + BATCH_RECORDS)
      yield { records, rows: records.map((_, index) => source.rowNumbers?.[start + index] ?? start + index + 2) }
    }
  }
  return { facts: { hiddenRows: 0, mergedAreas: 0, hasNuls: true }, batches }
}
