import { firstDayOfMonth } from '../../analytics/calendar.ts'
import type { Dataset } from '../../datasets/dataset.ts'
import type { ImportRequest } from '../import-request.ts'
import { readRows } from '../reading/read-rows.ts'
import type { Inspection, ReadOptions, ReadRow, RejectedCells, RowBatch } from '../reading/sheet.ts'
import type { Findings } from './findings.ts'
import { hasLineColumns, InvoiceLineJoin } from './rows/join-invoice-lines.ts'
import { stageRows } from './rows/stage-rows.ts'
import type { Stage } from './stage.ts'
import type { StageContext, StagedRow } from './stage-context.ts'

export interface SheetToStage {
  readonly request: ImportRequest
  readonly dataset: Dataset
  readonly inspection: Inspection
  readonly options: ReadOptions
  readonly context: StageContext
  readonly findings: Findings
  readonly stage: Stage
  /** Where clients go that the sheet names and that are to be created; null when the dataset is the client list. */
  readonly clientStage: Stage | null
  readonly onRows: (rows: number) => void
}

/** What was counted on the way. */
export interface StageCounts {
  rows: number
  /** Filled cells of mapped columns over rows that were staged. */
  filledCells: number
  firstDay: number | null
  lastDay: number | null
}

/** Second pass over a sheet: every row ends up staged, or among the findings as rejected, or as a repeat with a notice. */
export async function stageSheet(work: SheetToStage): Promise<StageCounts> {
  const counts: StageCounts = { rows: 0, filledCells: 0, firstDay: null, lastDay: null }
  const mapped = work.inspection.headings.map(heading => heading.column)
  const join = work.dataset.kind === 'INVOICES' && hasLineColumns(mapped) ? new InvoiceLineJoin() : null
  const numberAt = mapped.indexOf('invoice_number')
  for await (const batch of readRows(work.request.source, work.dataset, work.inspection, work.options)) {
    counts.rows += batch.rows.length + batch.rejected.length
    await noteBatch(work, batch)
    if (join) {
      for (const read of batch.rows) join.add(read)
      for (const { row, cells } of batch.rejected) if (cells[numberAt]) join.addBroken(cells[numberAt], row)
    } else {
      await stageBatch(
        work,
        counts,
        batch.rows.map(read => ({ read, rows: [read] })),
      )
    }
    work.onRows(counts.rows)
  }
  if (join) await stageInvoices(work, counts, join)
  return counts
}

async function noteBatch({ findings }: SheetToStage, batch: RowBatch): Promise<void> {
  await findings.addIssues(batch.issues)
  await findings.addRejected(batch.rejected)
}

async function stageInvoices(work: SheetToStage, counts: StageCounts, join: InvoiceLineJoin): Promise<void> {
  let ready: { read: ReadRow; rows: readonly ReadRow[] }[] = []
  for (const invoice of join.invoices(work.context)) {
    if ('rejected' in invoice) await work.findings.addRejected(invoice.rejected)
    else ready.push(invoice)
    if (ready.length >= 1000) {
      await stageBatch(work, counts, ready)
      ready = []
    }
  }
  await stageBatch(work, counts, ready)
}

/** Stages rows; one that stands for several rows of the sheet is rejected with all of them. */
async function stageBatch(
  { request, dataset, context, findings, stage, clientStage }: SheetToStage,
  counts: StageCounts,
  ready: readonly { read: ReadRow; rows: readonly ReadRow[] }[],
): Promise<void> {
  const stageRow = stageRows[dataset.kind]
  const staged: StagedRow[] = []
  const rejected: RejectedCells[] = []
  for (const { read, rows } of ready) {
    const inPeriod = isInPeriod(request, dataset, read, context)
    const row = inPeriod ? stageRow(read, context) : null
    const verdict = row === null ? 'REJECTED' : noteKey(dataset, read, row, context)
    if (row === null || verdict === 'REJECTED') rejected.push(...rows)
    else if (verdict === 'STAGED') {
      staged.push(row)
      countRow(counts, dataset, read)
    }
  }
  await stage.add(staged)
  if (clientStage) {
    await clientStage.add(context.createdClients)
    context.createdClients = []
  }
  await findings.addIssues(context.takeIssues())
  await findings.addRejected(rejected)
}

/** Within a sheet: the same key and content is one row and a notice; the same key and other content is an error on both. */
function noteKey(
  dataset: Dataset,
  read: ReadRow,
  row: StagedRow,
  context: StageContext,
): 'STAGED' | 'REPEATED' | 'REJECTED' {
  if (dataset.kind === 'TIME_LOGS' && row.external_id === null) return 'STAGED'
  const seen = context.keys.note(Number(row.row_key), Number(row.content_hash), read.row)
  if (seen === null) return 'STAGED'
  if (seen.same && !context.conflicting.has(seen.row)) {
    context.duplicates++
    context.note('NOTICE', read.row, 'DUPLICATE_ROW', `Row ${seen.row} says the same: it counts once`)
    return 'REPEATED'
  }
  if (!context.conflicting.has(seen.row)) {
    context.conflicting.add(seen.row)
    context.note(
      'ERROR',
      seen.row,
      'KEY_CONFLICT',
      `Row ${read.row} has the same ${keyName(dataset)} and says something else: keep one of them`,
    )
  }
  context.note(
    'ERROR',
    read.row,
    'KEY_CONFLICT',
    `Row ${seen.row} has the same ${keyName(dataset)} and says something else: keep one of them`,
  )
  return 'REJECTED'
}

const keyName = (dataset: Dataset): string =>
  dataset.naturalKey
    .filter(key => !key.includes('content'))
    .map(key => key.join(', '))
    .join(' or ')

function isInPeriod({ scope, period }: ImportRequest, dataset: Dataset, read: ReadRow, context: StageContext): boolean {
  if (scope !== 'REPLACE_PERIOD' || period === null || dataset.periodColumn === null) return true
  const day = dayOfRow(dataset, read)
  if (day === null || (day >= period.from && day <= period.to)) return true
  context.note(
    'ERROR',
    read.row,
    'OUTSIDE_PERIOD',
    'The row lies outside the period that this upload replaces: widen the period or leave the row out',
    {
      column: dataset.periodColumn,
      value: read.cells.join(' | ').slice(0, 200),
    },
  )
  return false
}

function dayOfRow(dataset: Dataset, read: ReadRow): number | null {
  const value = dataset.periodColumn === null ? null : read.values[dataset.periodColumn]
  if (typeof value !== 'number') return null
  return dataset.periodColumn === 'month' ? firstDayOfMonth(value) : value
}

function countRow(counts: StageCounts, dataset: Dataset, read: ReadRow): void {
  counts.filledCells += filledCells(read)
  const day = dayOfRow(dataset, read)
  if (day === null) return
  if (counts.firstDay === null || day < counts.firstDay) counts.firstDay = day
  if (counts.lastDay === null || day > counts.lastDay) counts.lastDay = day
}

export const filledCells = (read: ReadRow): number => read.cells.filter(cell => cell !== '').length
