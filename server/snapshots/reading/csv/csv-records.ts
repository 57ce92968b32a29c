import { noFacts, type RecordBatch, type RecordSource, type SourceFacts } from '../record-source.ts'
import { UnreadableSheet } from '../sheet.ts'
import { CellScan } from './cell-scan.ts'
import { RecordCollector } from './record-collector.ts'
import { textChunks } from './text-chunks.ts'
import type { TextEncoding } from './text-encoding.ts'

/** Characters of one record, above which the file is not read: a quote is open, or it is not a sheet. */
const MAX_RECORD = 1024 * 1024
const BATCH_RECORDS = 2_000

/** Columns of a spreadsheet. Rows of a million empty cells would be held as such. */
const MAX_CELLS = 16_384

const tooManyCells = (line: number | undefined, cells: number) =>
  new UnreadableSheet(
    'TOO_MANY_COLUMNS',
    `Reading the file: the record that begins on line ${line} has ${cells} cells, but a sheet has at most ${MAX_CELLS}; remove the delimiters at its end`,
  )

function ofBoundedWidth<Batch extends RecordBatch | CellScan>(batch: Batch): Batch {
  const isScan = batch instanceof CellScan
  const count = isScan ? batch.count : batch.records.length
  for (let at = 0; at < count; at++) {
    const cells = isScan ? batch.width(at) : (batch.records[at]?.length ?? 0)
    if (cells > MAX_CELLS) throw tooManyCells(batch.rows[at], cells)
  }
  return batch
}

const unclosedQuote = (line: number) =>
  new UnreadableSheet(
    'UNCLOSED_QUOTE',
    `Reading the file: the record that begins on line ${line} opens a quote that is never closed; close it, or double the quotes inside the cell`,
  )

const recordTooLong = (line: number) =>
  new UnreadableSheet(
    'RECORD_TOO_LONG',
    `Reading the file: the record that begins on line ${line} is longer than ${MAX_RECORD / 1024} KiB; perhaps a quote is not closed there`,
  )

/** Scans what is well formed, and from the first record that is not, all is read by csv-parse. */
async function* csvScans(
  path: string,
  encoding: TextEncoding,
  delimiter: string,
  facts: SourceFacts,
): AsyncGenerator<CellScan | RecordBatch> {
  let scan = CellScan.reads(delimiter) ? new CellScan(delimiter) : null
  let careful = scan ? null : new RecordCollector(delimiter, 1)
  // A byte order mark that is not at the beginning is a character of its cell.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let pending = 0
  let read = 0
  try {
    for await (const { bytes, last } of pieces(path, encoding, facts)) {
      if (scan) {
        const reads = scan.scan(bytes, last)
        if (reads && isTooLong(scan.rest)) throw recordTooLong(scan.line)
        if (scan.count > 0) yield ofBoundedWidth(scan)
        if (reads) continue
      }
      careful ??= new RecordCollector(delimiter, scan?.line ?? 1)
      read += bytes.length
      const before = careful.count
      const fed = decoder.decode(scan?.rest ?? bytes, { stream: !last })
      scan = null
      await careful.feed(fed)
      if (last) await careful.finish()
      pending = careful.count > before ? 0 : pending + fed.length
      if (pending > MAX_RECORD) throw recordTooLong(careful.line)
      // Records of a million empty cells are few in a chunk and must not gather.
      const isFull = careful.count >= BATCH_RECORDS || (careful.count > 0 && read > MAX_RECORD)
      if (isFull || (last && careful.count > 0)) {
        read = 0
        yield ofBoundedWidth(careful.takeBatch())
      }
    }
  } catch (error) {
    if (careful && error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED')
      throw unclosedQuote(careful.line)
    throw error
  } finally {
    careful?.destroy()
  }
}

const isTooLong = (record: Buffer): boolean => record.length > MAX_RECORD && record.toString().length > MAX_RECORD

async function* asRecords(scans: AsyncIterable<CellScan | RecordBatch>): AsyncGenerator<RecordBatch> {
  for await (const scan of scans) yield scan instanceof CellScan ? scan.batch() : scan
}

/** The text in UTF-8 a chunk at a time, and at the end no more of it. */
async function* pieces(path: string, encoding: TextEncoding, facts: SourceFacts) {
  for await (const bytes of textChunks(path, encoding)) {
    if (!facts.hasNuls && bytes.includes(0)) facts.hasNuls = true
    yield { bytes, last: false }
  }
  yield { bytes: Buffer.alloc(0), last: true }
}

/** The records of a delimited text file. */
export function csvRecords(path: string, encoding: TextEncoding, delimiter: string): RecordSource {
  const facts = noFacts()
  const scans = () => csvScans(path, encoding, delimiter, facts)
  return { facts, batches: () => asRecords(scans()), scans }
}
