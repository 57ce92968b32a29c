import { isDeepStrictEqual } from 'node:util'
import type { Dataset, DatasetKind, RowIssue } from '../../datasets/dataset.ts'
import { isBlank } from '../reading/cells/raw-cell.ts'
import { ScannedCells } from '../reading/csv/scanned-cells.ts'
import { inspectSheet } from '../reading/inspect-sheet.ts'
import { planOf } from '../reading/reading-plan.ts'
import { recordsAt } from '../reading/record-place.ts'
import { RowReader } from '../reading/row-reader.ts'
import type { ReadRow, RejectedCells } from '../reading/sheet.ts'
import { boundRows } from '../reading/sheet-pass.ts'
import { typedBatches } from '../reading/typed/typed-batches.ts'
import { BLANK, READ } from '../reading/typed/typed-column.ts'
import { TypedReader } from '../reading/typed/typed-reader.ts'
import { type StageColumns, stageTimeColumns } from './columns/stage-time-columns.ts'
import { MisleadingSample } from './import-context.ts'
import { type SheetToStage, type StageCounts, stageBatch } from './stage-batch.ts'

/** Rows that are read with care are staged together, up to so many. */
const BATCH_ROWS = 2_000

/** How typed columns of a dataset are staged; datasets without a way of their own are staged row by row. */
const stagers: { readonly [Kind in DatasetKind]?: typeof stageTimeColumns } = { TIME_LOGS: stageTimeColumns }

/** Whether sheets of a dataset may be read by typed columns. */
export const isScanned = ({ kind }: Dataset): boolean => kind in stagers

/**
 * Reads and stages a text file by typed columns, and with care the rows that need it; false: the sheet is not one that
 * can be read so. What is staged, counted and noted is the same as row by row. Throws MisleadingSample where the sheet
 * has to be inspected as a whole first.
 */
export async function stageScans(work: SheetToStage, counts: StageCounts): Promise<boolean> {
  const { request, dataset, inspection, options, stage, helper } = work
  const plan = planOf(inspection)
  const source = plan && recordsAt(request.source, plan.place)
  const stager = stagers[dataset.kind]
  if (!plan || !source?.scans || !stager || !stage.columns || !TypedReader.reads(dataset, plan)) return false
  const typed = new TypedReader(dataset, plan, options.baseCurrency)
  const rows = new ScannedRows(work, counts, typed, stager(work, stage.columns, typed, counts))
  let isProven = !inspection.isSample
  const { facts, scans } = source
  const { baseCurrency } = options
  const { place } = plan
  const batches =
    helper && request.source.kind === 'file' && place.type === 'csv'
      ? helper.read({ path: request.source.path, place, plan, dataset: dataset.kind, baseCurrency }, typed)
      : typedBatches({ facts, scans }, typed, plan.headingRow)
  for await (const { records, isOdd } of batches) {
    options.signal?.throwIfAborted()
    if (records instanceof ScannedCells) await rows.addScan(records)
    else
      for (const [at, record] of records.records.entries()) {
        const row = records.rows[at] ?? 0
        if (row > plan.headingRow && !record.every(isBlank)) await rows.addRecord(record, row)
      }
    if (!isProven && isOdd) {
      await proveSample(work)
      isProven = true
    }
    await rows.flush()
    boundRows(counts.rows, options)
    work.onRows(counts.rows)
  }
  return true
}

/** A row is not written as the first ones are: seen as a whole, the sheet may have to be read otherwise. */
async function proveSample({ request, dataset, inspection, options }: SheetToStage): Promise<void> {
  const { rowCount: _, isSample: __, ...sample } = inspection
  const { rowCount: ___, ...whole } = await inspectSheet(request.source, dataset, {
    ...options,
    onRows: () => undefined,
  })
  if (!isDeepStrictEqual(sample, whole)) throw new MisleadingSample()
}

class ScannedRows {
  readonly #work: SheetToStage
  readonly #counts: StageCounts
  readonly #typed: TypedReader
  readonly #stage: StageColumns
  readonly #careful: RowReader
  readonly #width: number
  #ready: { read: ReadRow; rows: readonly ReadRow[] }[] = []
  #rejected: RejectedCells[] = []
  #issues: RowIssue[] = []

  constructor(work: SheetToStage, counts: StageCounts, typed: TypedReader, stage: StageColumns) {
    const plan = planOf(work.inspection)
    if (!plan) throw new Error('Cannot stage the rows of a sheet that was not found')
    this.#work = work
    this.#counts = counts
    this.#typed = typed
    this.#stage = stage
    this.#careful = new RowReader(work.dataset, plan, [], work.options.baseCurrency)
    this.#width = plan.headings.length
  }

  /** Adds records that the typed reader has just read. */
  async addScan(scan: ScannedCells): Promise<void> {
    const { states } = this.#typed
    const rejected: number[] = []
    for (let at = 0; at < scan.count; ) {
      let end = at
      while (end < scan.count && states[end] === READ) end++
      if (end > at) {
        // Rows before them that wait come first: ids are given, and repeats told, in the order of the sheet.
        if (this.#ready.length > 0) await this.#stageReady()
        const stopped = this.#stage(scan, at, end, rejected)
        this.#counts.rows += stopped - at
        for (const place of rejected.splice(0))
          this.#rejected.push({ row: scan.rows[place] as number, cells: this.#cells(scan.record(place)) })
        at = stopped
      }
      if (at === scan.count) return
      if (states[at] !== BLANK) await this.addRecord(scan.record(at), scan.rows[at] as number)
      at++
    }
  }

  async addRecord(record: Parameters<RowReader['read']>[0], row: number): Promise<void> {
    this.#counts.rows++
    const outcome = this.#careful.read(record, row)
    for (const issue of this.#careful.takeIssues()) this.#issues.push(issue)
    if ('rejected' in outcome) this.#rejected.push(outcome.rejected)
    else this.#ready.push({ read: outcome.row, rows: [outcome.row] })
    if (this.#ready.length >= BATCH_ROWS || this.#rejected.length >= BATCH_ROWS) await this.flush()
  }

  /** Stages and notes everything so far. */
  async flush(): Promise<void> {
    const { context, findings } = this.#work
    await this.#stageReady()
    await findings.addIssues(this.#issues)
    await findings.addIssues(context.takeIssues())
    await findings.addRejected(this.#rejected)
    this.#issues = []
    this.#rejected = []
  }

  async #stageReady(): Promise<void> {
    const { findings } = this.#work
    if (this.#ready.length === 0) return
    await findings.addIssues(this.#issues)
    this.#issues = []
    await stageBatch(this.#work, this.#counts, this.#ready)
    this.#ready = []
  }

  #cells(record: readonly string[]): string[] {
    return Array.from({ length: this.#width }, (_, index) => record[index] ?? '')
  }
}
