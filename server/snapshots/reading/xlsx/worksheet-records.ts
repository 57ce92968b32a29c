import type { RawCell } from '../cells/raw-cell.ts'
import type { SheetPlace } from '../reading-plan.ts'
import { noFacts, type RecordBatch, type RecordSource, type SourceFacts } from '../record-source.ts'
import { brokenWorkbook } from './broken-workbook.ts'
import { cellStyles } from './cell-styles.ts'
import { sharedStrings } from './shared-strings.ts'
import { openWorkbook, type Workbook } from './workbook.ts'
import { type CellContext, WorksheetScan } from './worksheet-scan.ts'
import { XmlScanner } from './xml-scanner.ts'
import { zipEntryText } from './zip-entry-text.ts'

const BATCH_RECORDS = 2_000
/** Pieces of text after which a batch comes also without a row, so that the reader can be stopped. */
const BATCH_PIECES = 40

export const cellContext = async (workbook: Workbook): Promise<CellContext> => ({
  strings: await sharedStrings(workbook.path, workbook.strings),
  styles: await cellStyles(workbook.path, workbook.styles),
  is1904: workbook.is1904,
})

/** The rows of a worksheet that have cells, as its XML streams by. */
export async function* worksheetBatches(
  workbook: Workbook,
  part: string,
  context: CellContext,
  facts: SourceFacts,
): AsyncGenerator<RecordBatch> {
  const entry = workbook.entries.get(part)
  if (!entry) throw brokenWorkbook('a worksheet is missing')
  const scan = new WorksheetScan(context, facts)
  const scanner = new XmlScanner(scan)
  let pieces = 0
  for await (const text of zipEntryText(workbook.path, entry)) {
    scanner.write(text)
    if (scan.count < BATCH_RECORDS && ++pieces < BATCH_PIECES) continue
    pieces = 0
    yield scan.takeBatch()
  }
  scanner.end()
  if (scan.count > 0) yield scan.takeBatch()
}

/** The part of a batch that a table covers. */
function within({ records, rows }: RecordBatch, range: NonNullable<SheetPlace['range']>): RecordBatch {
  const inside: { records: (readonly RawCell[])[]; rows: number[] } = { records: [], rows: [] }
  for (const [at, record] of records.entries()) {
    const row = rows[at] ?? 0
    if (row < range.top || row > range.bottom) continue
    inside.records.push(record.slice(range.left - 1, range.right))
    inside.rows.push(row)
  }
  return inside
}

/** The records of a worksheet, or of a table on it. */
export function worksheetRecords(path: string, sheet: SheetPlace): RecordSource {
  // A character reference can name NUL.
  const facts = { ...noFacts(), hasNuls: true }
  async function* batches(): AsyncGenerator<RecordBatch> {
    const workbook = await openWorkbook(path)
    const context = await cellContext(workbook)
    for await (const batch of worksheetBatches(workbook, sheet.part, context, facts))
      yield sheet.range ? within(batch, sheet.range) : batch
  }
  return { facts, batches }
}
