import type { Dataset } from '../../../datasets/dataset.ts'
import { CellScan } from '../../reading/csv/cell-scan.ts'
import { packedParts } from '../../reading/packed-parts.ts'
import type { RecordSource } from '../../reading/record-source.ts'
import { typedBatches } from '../../reading/typed/typed-batches.ts'
import { TypedReader } from '../../reading/typed/typed-reader.ts'
import { FactSums } from '../columns/fact-sums.ts'
import { mergedBlocks } from '../columns/merged-blocks.ts'
import { runInFile } from '../columns/sorted-run.ts'
import { storedRun } from '../columns/stored-run.ts'
import type { HelperAnswer, MergeTask, ReadTask } from './helper-messages.ts'

/** The records of a text file, read by columns. `takeBuffer`: one that is free, however small. */
export async function* readAnswers(
  { plan, baseCurrency }: ReadTask,
  { facts, scans }: RecordSource,
  dataset: Dataset,
  takeBuffer: () => ArrayBuffer,
): AsyncGenerator<HelperAnswer> {
  if (!scans) throw new Error('Only text is read by columns')
  const reader = new TypedReader(dataset, plan, baseCurrency)
  for await (const { records, isOdd } of typedBatches({ facts, scans }, reader, plan.headingRow)) {
    if (records instanceof CellScan) yield { type: 'cells', packed: reader.pack(records, takeBuffer()), isOdd }
    else if ('records' in records) yield { type: 'records', records, isOdd }
  }
}

/** The rows to be stored, in the order of the clustered key, and at the end the sums of their rollups. */
export function* mergeAnswers(
  { table, files, words, states }: MergeTask,
  takeBuffer: () => ArrayBuffer,
): Generator<HelperAnswer> {
  const runs = files.map(file => runInFile(table, file, words))
  const sums = new FactSums(table.name)
  const stored = states ? runs.map(run => storedRun(run, states)) : runs
  for (const rows of mergedBlocks(table, stored, words)) {
    sums.add(rows, 0, rows.count)
    yield { type: 'rows', packed: packedParts(rows.parts(), takeBuffer()), count: rows.count }
  }
  yield { type: 'sums', sums: sums.sums.map(({ summed }) => summed) }
}
