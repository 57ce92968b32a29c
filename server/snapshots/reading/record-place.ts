import type { Dataset } from '../../datasets/dataset.ts'
import { cellsRecords } from './cells-records.ts'
import { csvPlace } from './csv/csv-place.ts'
import { csvRecords } from './csv/csv-records.ts'
import { fileHead } from './file-head.ts'
import { fileKind } from './file-kind.ts'
import type { RecordPlace } from './reading-plan.ts'
import type { RecordSource } from './record-source.ts'
import { type MappingQuestion, type ReadOptions, type SheetSource, UnreadableSheet } from './sheet.ts'

/** Finds the records of a source. A workbook of several sheets that may be meant gives a question instead. */
export async function recordPlace(
  source: SheetSource,
  dataset: Dataset,
  options: ReadOptions,
): Promise<
  { readonly place: RecordPlace; readonly otherSheets: readonly string[] } | { readonly question: MappingQuestion }
> {
  if (source.kind === 'cells') return { place: { type: 'cells' }, otherSheets: [] }
  const head = await fileHead(source.path, options.limits.maxBytes)
  if (fileKind(head.bytes) === 'text')
    return { place: await csvPlace(source.path, head, options.signal), otherSheets: [] }
  void dataset
  throw new UnreadableSheet('WRONG_TYPE', 'Reading the file: workbooks are not read yet')
}

/** The records at a place that was found before. */
export function recordsAt(source: SheetSource, place: RecordPlace): RecordSource {
  if (source.kind === 'cells') return cellsRecords(source)
  if (place.type === 'csv') return csvRecords(source.path, place.encoding, place.delimiter)
  throw new Error(`Cannot read a file as ${place.type}`)
}
