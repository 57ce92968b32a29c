import { CellScan } from '../csv/cell-scan.ts'
import type { ScannedCells } from '../csv/scanned-cells.ts'
import type { RecordBatch, SourceFacts } from '../record-source.ts'
import type { TypedReader } from './typed-reader.ts'

/** Records in the order of the file: those that a typed reader has just read, or texts where the file is not well formed. */
export interface TypedBatch {
  readonly records: ScannedCells | RecordBatch
  /** Whether it may be read otherwise by who has seen the whole sheet: not all of it is written plainly. */
  readonly isOdd: boolean
}

/** Reads the records of a text file by columns. A batch holds until the next is asked for. */
export async function* typedBatches(
  source: { readonly facts: SourceFacts; scans(): AsyncIterable<CellScan | RecordBatch> },
  reader: TypedReader,
  headingRow: number,
): AsyncGenerator<TypedBatch> {
  for await (const records of source.scans()) {
    if (records instanceof CellScan) reader.read(records, headingRow)
    yield { records, isOdd: !(records instanceof CellScan) || reader.isOdd(records) || source.facts.hasNuls }
  }
}
