import { dayOfInstant } from '../../analytics/calendar.ts'
import type { Dataset, RowIssue } from '../../datasets/dataset.ts'
import { dialectOf } from '../../db/dialect.ts'
import { dbOf } from '../../db/tables.ts'
import type { DataQuality } from '../import-outcome.ts'
import type { ImportRequest } from '../import-request.ts'
import type { Inspection, ReadOptions } from '../reading/sheet.ts'
import { readClientDirectory } from './client-directory.ts'
import { type Comparison, compareStage } from './compare-stage.ts'
import { readDictionary } from './dictionary.ts'
import { createFindings, type Findings } from './findings.ts'
import type { HelpedContext, ImportContext } from './import-context.ts'
import { noteBudgetParts } from './note-budget-parts.ts'
import { noteClearedColumns } from './note-cleared-columns.ts'
import { noteKeptClients } from './note-kept-clients.ts'
import { noteLicenseOverlaps } from './note-license-overlaps.ts'
import { dataQuality } from './quality.ts'
import { rejectConflicting } from './reject-conflicting.ts'
import { rowTableOf } from './row-table.ts'
import { readStaffIndex } from './staff-index.ts'
import { createColumnStage, createStage, type Stage } from './stage.ts'
import type { StageCounts } from './stage-batch.ts'
import { StageContext } from './stage-context.ts'
import { stageSheet } from './stage-sheet.ts'
import { waitingRows } from './waiting-rows.ts'

/** Warnings whose rows count as inconsistent; conflicts of totals and rates are counted while staging. */
const INCONSISTENT = ['COST_CONFLICT', 'USED_ABOVE_PURCHASED', 'ASSIGNED_ABOVE_PURCHASED']

/** Everything known about a sheet once it has been read and compared, before anything is written. */
export interface ComparedSheet {
  readonly request: ImportRequest
  readonly dataset: Dataset
  readonly inspection: Inspection
  readonly context: StageContext
  readonly findings: Findings
  readonly stage: Stage
  readonly clientStage: Stage | null
  readonly counts: StageCounts
  readonly comparison: Comparison
  readonly quality: DataQuality
  readonly sha256: string
  readonly byteSize: number
  /** The organization's data version that the comparison holds for. */
  readonly dataVersion: number
}

/** Reads a sheet into temporary tables and compares it with what is stored. Writes nothing that lasts. */
export async function compareSheet(
  surroundings: HelpedContext,
  request: ImportRequest,
  dataset: Dataset,
  inspection: Inspection,
  options: ReadOptions,
  organization: { id: number; base_currency: string; data_version: number },
  bytes: { sha256: string; byteSize: number },
): Promise<ComparedSheet> {
  const { em, report, checkCancelled, now } = surroundings
  const db = dbOf(em)
  const context = new StageContext({
    directory: await readClientDirectory(db, organization.id, request.references),
    dictionary: await readDictionary(db, organization.id),
    staff: await readStaffIndex(db, organization.id),
    baseCurrency: organization.base_currency,
    createMissingClients: request.createMissingClients,
    rows: inspection.rowCount,
  })
  const findings = await createFindings(em)
  await findings.addIssues(inspection.issues)
  const table = rowTableOf(em, dataset.kind)
  const stage = isInMemory(surroundings, request, dataset)
    ? await createColumnStage(em, table, inspection.rowCount, waitingRows(request), surroundings.chunkRows)
    : await createStage(em, table)
  if (stage.columns) context.keys.leaveTo(stage.columns)
  const clientStage = dataset.kind === 'CLIENTS' ? null : await createStage(em, rowTableOf(em, 'CLIENTS'))
  const onRows = (rows: number) => {
    checkCancelled()
    report('READING', rows, Math.max(rows, inspection.rowCount))
  }
  const { helper } = surroundings
  const work = { request, dataset, inspection, options, context, findings, stage, clientStage, helper, onRows }
  const counts = await stageSheet(work)
  await rejectConflicting(em, work, counts)
  report('COMPARING', counts.rows, counts.rows)
  if (dataset.kind === 'CLIENTS' && request.scope === 'REPLACE_ALL')
    await noteKeptClients(em, stage, findings, organization.id)
  const comparison = await compareStage(surroundings, stage, organization.id, request, context.keys)
  await noteClearedColumns(em, stage, dataset, inspection, findings, organization.id)
  if (dataset.kind === 'BUDGETS') await noteBudgetParts(em, stage, findings, organization.id)
  if (dataset.kind === 'LICENSES') await noteLicenseOverlaps(em, stage, findings, organization.id)
  const kept = comparison.added + comparison.changed + comparison.unchanged
  if (comparison.removed > 0 && findings.rejected > 0 && kept > 0)
    await findings.addIssues([removalNotice(comparison.removed, findings.rejected)])
  if (clientStage) await compareStage(surroundings, clientStage, organization.id, { scope: 'UPSERT', period: null })
  checkCancelled()
  const quality = dataQuality({
    dataset,
    rows: counts.rows,
    rejected: findings.rejected,
    duplicates: context.duplicates,
    inconsistent: context.inconsistent + (await findings.countOf(INCONSISTENT)),
    stagedRows: kept,
    filledCells: counts.filledCells,
    columns: inspection.headings.length,
    clientCells: context.clientCells,
    clientsFound: context.clientsFound,
    lastDay: counts.lastDay,
    today: dayOfInstant(now),
  })
  return { ...work, counts, comparison, quality, ...bytes, dataVersion: organization.data_version }
}

/**
 * Whether the rows of a sheet are compared and stored from memory. Lists that are compared by SQL of their own (clients,
 * licenses, budgets) are short; a preview shows its rows from the table.
 */
export const isInMemory = ({ em, plainly }: ImportContext, { dryRun }: ImportRequest, { kind }: Dataset): boolean =>
  !plainly && dialectOf(em) === 'sqlite' && !dryRun && (kind === 'TIME_LOGS' || kind === 'INVOICES')

/** A rejected row of a replacing sheet does not keep the stored one it would have become. */
const removalNotice = (removed: number, rejected: number): RowIssue => ({
  row: 0,
  column: null,
  value: null,
  code: 'REMOVED_BESIDE_REJECTED',
  message: `${removed} stored row(s) that the sheet does not bring anew are removed, and ${rejected} of its rows are rejected: where they are the same, correct the rows and upload them, or take mode STRICT`,
  severity: 'WARNING',
  suggestion: null,
})
