import { noFacts, type RecordBatch, type RecordSource, type SourceFacts } from '../record-source.ts'
import { UnreadableSheet } from '../sheet.ts'
import { QuickRecords } from './quick-records.ts'
import { RecordCollector } from './record-collector.ts'
import { textChunks } from './text-chunks.ts'
import type { TextEncoding } from './text-encoding.ts'

/** Characters of one record, above which the file is not read: a quote is open, or it is not a sheet. */
const MAX_RECORD = 1024 * 1024
const BATCH_RECORDS = 2_000

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

/** Reads what is well formed itself, and from the first record that is not, all by csv-parse. */
async function* csvBatches(
  path: string,
  encoding: TextEncoding,
  delimiter: string,
  facts: SourceFacts,
): AsyncGenerator<RecordBatch> {
  let quick = QuickRecords.reads(delimiter) ? new QuickRecords(delimiter) : null
  let careful = quick ? null : new RecordCollector(delimiter, 1)
  let pending = 0
  try {
    for await (const { text, last } of texts(path, encoding, facts)) {
      if (quick) {
        const reads = quick.add(text, last)
        if (reads && quick.rest.length > MAX_RECORD) throw recordTooLong(quick.line)
        if (quick.count >= BATCH_RECORDS || (quick.count > 0 && (last || !reads))) yield quick.takeBatch()
        if (reads) continue
      }
      careful ??= new RecordCollector(delimiter, quick?.line ?? 1)
      const before = careful.count
      const fed = quick?.rest ?? text
      quick = null
      await careful.feed(fed)
      if (last) await careful.finish()
      pending = careful.count > before ? 0 : pending + fed.length
      if (pending > MAX_RECORD) throw recordTooLong(careful.line)
      if (careful.count >= BATCH_RECORDS || (last && careful.count > 0)) yield careful.takeBatch()
    }
  } catch (error) {
    if (careful && error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED')
      throw unclosedQuote(careful.line)
    throw error
  } finally {
    careful?.destroy()
  }
}

/** The text a chunk at a time; after the last chunk comes what was left of it, as the last. */
async function* texts(path: string, encoding: TextEncoding, facts: SourceFacts) {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  for await (const chunk of textChunks(path, encoding)) {
    if (!facts.hasNuls && chunk.includes(0)) facts.hasNuls = true
    yield { text: decoder.decode(chunk, { stream: true }), last: false }
  }
  yield { text: decoder.decode(), last: true }
}

/** The records of a delimited text file. */
export function csvRecords(path: string, encoding: TextEncoding, delimiter: string): RecordSource {
  const facts = noFacts()
  return { facts, batches: () => csvBatches(path, encoding, delimiter, facts) }
}
