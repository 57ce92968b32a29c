import { firstDayOfMonth } from '../../analytics/calendar.ts'
import type { Dataset } from '../../datasets/dataset.ts'
import type { ImportRequest } from '../import-request.ts'
import type { Inspection, ReadOptions, ReadRow, RejectedCells } from '../reading/sheet.ts'
import type { Findings } from './findings.ts'
import { stageRows } from './rows/stage-rows.ts'
import type { Stage } from './stage.ts'
import type { StageContext, StagedRow } from './stage-context.ts'
import type { ImportHelper } from './thread/import-helper.ts'

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
  /** Reads ahead on a thread of its own; null: all is read here. */
  readonly helper: ImportHelper | null
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

/** Stages rows; one that stands for several rows of the sheet is rejected with all of them. */
export async function stageBatch(
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
      countRow(counts, filledCells(read), dayOfRow(dataset, read))
    }
  }
  await stage.add(staged)
  context.keys.forgetStaged()
  if (clientStage) {
    await clientStage.add(context.createdClients)
    context.createdClients = []
  }
  await findings.addIssues(context.takeIssues())
  await findings.addRejected(rejected)
}

/** Within a sheet: the same key and content is one row and a notice; the same key and other content is an error on both. */
function noteKey(dataset: Dataset, read: ReadRow, row: StagedRow, context: StageContext): KeyVerdict {
  const [key, content] = [Number(row.row_key), Number(row.content_hash)]
  if (dataset.kind === 'TIME_LOGS') {
    if (row.external_id === null) return 'STAGED'
    if (context.keys.addNew(key, content, read.row)) return 'STAGED'
  }
  return noteRowKey(dataset, read.row, key, content, context)
}

export type KeyVerdict = 'STAGED' | 'REPEATED' | 'REJECTED'

export function noteRowKey(
  dataset: Dataset,
  row: number,
  key: number,
  content: number,
  context: StageContext,
): KeyVerdict {
  const seen = context.keys.note(key, content, row)
  if (seen === null) return 'STAGED'
  if (seen.same && !context.conflicting.has(seen.row)) {
    context.duplicates++
    context.note('NOTICE', row, 'DUPLICATE_ROW', `Row ${seen.row} says the same: it counts once`)
    return 'REPEATED'
  }
  if (!context.conflicting.has(seen.row)) {
    context.conflicting.add(seen.row)
    context.note(
      'ERROR',
      seen.row,
      'KEY_CONFLICT',
      `Row ${row} has the same ${keyName(dataset)} and says something else: keep one of them`,
    )
  }
  context.note(
    'ERROR',
    row,
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

export function countRow(counts: StageCounts, filled: number, day: number | null): void {
  counts.filledCells += filled
  if (day === null) return
  if (counts.firstDay === null || day < counts.firstDay) counts.firstDay = day
  if (counts.lastDay === null || day > counts.lastDay) counts.lastDay = day
}

export const filledCells = (read: ReadRow): number => read.cells.filter(cell => cell !== '').length
