import { finished } from 'node:stream/promises'
import { noFacts, type RecordBatch, type RecordSource, type SourceFacts } from '../record-source.ts'
import { UnreadableSheet } from '../sheet.ts'
import { RecordCollector } from './record-collector.ts'
import { textChunks } from './text-chunks.ts'
import type { TextEncoding } from './text-encoding.ts'

/** Bytes of one record, above which the file is not read: a quote is open, or it is not a sheet. */
const MAX_RECORD_BYTES = 1024 * 1024
const BATCH_RECORDS = 2_000

const unclosedQuote = (line: number) =>
  new UnreadableSheet(
    'UNCLOSED_QUOTE',
    `Reading the file: the record that begins on line ${line} opens a quote that is never closed; close it, or double the quotes inside the cell`,
  )

const recordTooLong = (line: number) =>
  new UnreadableSheet(
    'RECORD_TOO_LONG',
    `Reading the file: the record that begins on line ${line} is longer than ${MAX_RECORD_BYTES / 1024} KiB; perhaps a quote is not closed there`,
  )

async function* csvBatches(
  path: string,
  encoding: TextEncoding,
  delimiter: string,
  facts: SourceFacts,
): AsyncGenerator<RecordBatch> {
  const collector = new RecordCollector(delimiter)
  const end = finished(collector)
  // The promise is awaited below; without this its rejection would be unhandled while a batch is being consumed.
  end.catch(() => {})
  collector.resume()
  let pending = 0
  try {
    for await (const chunk of textChunks(path, encoding)) {
      if (!facts.hasNuls && chunk.includes(0)) facts.hasNuls = true
      const before = collector.count
      await new Promise<void>((resolve, reject) => collector.write(chunk, error => (error ? reject(error) : resolve())))
      pending = collector.count > before ? 0 : pending + chunk.length
      if (pending > MAX_RECORD_BYTES) throw recordTooLong(collector.line)
      if (collector.count >= BATCH_RECORDS) yield collector.takeBatch()
    }
    collector.end()
    await end
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED')
      throw unclosedQuote(collector.line)
    throw error
  } finally {
    collector.destroy()
  }
  if (collector.count > 0) yield collector.takeBatch()
}

/** The records of a delimited text file. */
export function csvRecords(path: string, encoding: TextEncoding, delimiter: string): RecordSource {
  const facts = noFacts()
  return { facts, batches: () => csvBatches(path, encoding, delimiter, facts) }
}
