import type { Dataset } from '../../../datasets/dataset.ts'
import { CellScan } from '../../reading/csv/cell-scan.ts'
import type { RecordSource } from '../../reading/record-source.ts'
import { typedBatches } from '../../reading/typed/typed-batches.ts'
import { TypedReader } from '../../reading/typed/typed-reader.ts'
import { runInFile } from '../columns/sorted-run.ts'
import { storedFiles } from '../columns/stored-files.ts'
import { storedRun } from '../columns/stored-run.ts'
import type { HelperAnswer, ReadTask, StoreTask } from './helper-messages.ts'

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

/** The rows to be stored as databases, in the order of the clustered key. */
export function* storeAnswers({ table, files, words, states, stored }: StoreTask): Generator<HelperAnswer> {
  const runs = files.map(file => runInFile(table, file, words))
  for (const path of storedFiles(states ? runs.map(run => storedRun(run, states)) : runs, stored))
    yield { type: 'file', path }
}
