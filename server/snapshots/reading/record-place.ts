import type { Dataset } from '../../datasets/dataset.ts'
import { isBlank } from './cells/raw-cell.ts'
import { cellsRecords } from './cells-records.ts'
import { csvPlace } from './csv/csv-place.ts'
import { csvRecords } from './csv/csv-records.ts'
import { fileHead } from './file-head.ts'
import { fileKind } from './file-kind.ts'
import type { RecordPlace } from './reading-plan.ts'
import type { RecordSource } from './record-source.ts'
import { type MappingQuestion, type ReadOptions, type SheetSource, UnreadableSheet } from './sheet.ts'
import { chosenSheet } from './xlsx/chosen-sheet.ts'
import { worksheetRecords } from './xlsx/worksheet-records.ts'

export type FoundPlace =
  | { readonly place: RecordPlace; readonly otherSheets: readonly string[] }
  | { readonly question: MappingQuestion }

/** Finds the records of a source. A workbook of several sheets that may be meant gives a question instead. */
export async function recordPlace(source: SheetSource, dataset: Dataset, options: ReadOptions): Promise<FoundPlace> {
  if (source.kind === 'cells') {
    if (source.header.every(isBlank))
      throw new UnreadableSheet('EMPTY', 'Reading the cells: the heading row is blank; send the headings with the rows')
    return { place: { type: 'cells' }, otherSheets: [] }
  }
  const head = await fileHead(source.path, options.limits.maxBytes)
  if (fileKind(head.bytes) === 'text')
    return { place: await csvPlace(source.path, head, options.signal), otherSheets: [] }
  const chosen = await chosenSheet(source.path, dataset, options.mapping, options.sheet)
  if ('question' in chosen) return chosen
  return { place: { type: 'xlsx', sheet: chosen.sheet }, otherSheets: chosen.others }
}

/** The records at a place that was found before. */
export function recordsAt(source: SheetSource, place: RecordPlace): RecordSource {
  if (source.kind === 'cells') return cellsRecords(source)
  if (place.type === 'csv') return csvRecords(source.path, place.encoding, place.delimiter)
  if (place.type === 'xlsx') return worksheetRecords(source.path, place.sheet)
  throw new Error('Cannot read a file by the plan of cells')
}
