import { rm } from 'node:fs/promises'
import { datasetOf } from '../../datasets/datasets.ts'
import { dbOf } from '../../db/tables.ts'
import type { ImportOutcome, SnapshotRecord } from '../import-outcome.ts'
import type { ImportRequest } from '../import-request.ts'
import { readSnapshot } from '../read-snapshots.ts'
import { type ReadOptions, UnreadableSheet } from '../reading/sheet.ts'
import { type ComparedSheet, compareSheet, isInMemory } from './compare-sheet.ts'
import { dropFindings } from './findings.ts'
import { Cancelled, DataMoved, type HelpedContext, type ImportContext, MisleadingSample } from './import-context.ts'
import { previewSnapshot } from './preview-snapshot.ts'
import { fingerprint, inspectForImport, optionsOf } from './read-plan.ts'
import { rowTableOf } from './row-table.ts'
import { dropStage } from './stage.ts'
import { isScanned } from './stage-scans.ts'
import { storeSnapshot } from './store-snapshot.ts'
import { ImportHelper, isHelped } from './thread/import-helper.ts'
import { waitingRows } from './waiting-rows.ts'

/** Issues that a refused sheet answers with; the message says how many there are in all. */
const MAX_LISTED_ISSUES = 10_000
/** Comparisons that another writer may spoil before the import gives up. */
const MAX_ATTEMPTS = 5

/** Takes a sheet all the way: read, check, compare, and, unless it is a dry run, store as a version. */
export async function importSheet(surroundings: ImportContext, request: ImportRequest): Promise<ImportOutcome> {
  try {
    const refused = scopeProblem(request)
    if (refused) return refused
    const dataset = datasetOf(request.dataset)
    let maySample = isScanned(dataset) && isInMemory(surroundings, request, dataset)
    for (let attempt = 1; ; attempt++) {
      try {
        return await attemptHelped(surroundings, request, maySample)
      } catch (error) {
        if (error instanceof MisleadingSample) maySample = false
        else if (!(error instanceof DataMoved) || attempt === MAX_ATTEMPTS) throw error
      }
    }
  } catch (error) {
    if (error instanceof UnreadableSheet) return { type: 'InvalidFile', code: error.code, message: error.message }
    if (error instanceof Cancelled || surroundings.signal.aborted)
      return { type: 'Cancelled', message: new Cancelled().message }
    throw error
  } finally {
    await rm(waitingRows(request), { recursive: true, force: true })
    await dropTemporaryTables(surroundings, request)
  }
}

function scopeProblem(request: ImportRequest): ImportOutcome | null {
  if (request.scope !== 'REPLACE_PERIOD') return null
  const dataset = datasetOf(request.dataset)
  if (dataset.periodColumn === null) {
    const message = `Replacing a period of ${dataset.name}: its rows have no date that decides a period; use UPSERT or REPLACE_ALL`
    return { type: 'InvalidFile', code: 'SCOPE_NOT_POSSIBLE', message }
  }
  return request.period === null
    ? {
        type: 'InvalidFile',
        code: 'PERIOD_MISSING',
        message: 'Replacing a period: say which, from its first to its last day',
      }
    : null
}

/** The thread is started before it is needed: it loads while the file is looked at. */
async function attemptHelped(
  surroundings: ImportContext,
  request: ImportRequest,
  maySample: boolean,
): Promise<ImportOutcome> {
  const dataset = datasetOf(request.dataset)
  const mayHelp = isScanned(dataset) && isInMemory(surroundings, request, dataset)
  const helper = mayHelp && isHelped(request.source, surroundings.helpedBytes) ? new ImportHelper() : null
  try {
    return await attemptImport({ ...surroundings, helper }, request, maySample)
  } finally {
    await helper?.end()
  }
}

async function attemptImport(
  surroundings: HelpedContext,
  request: ImportRequest,
  maySample: boolean,
): Promise<ImportOutcome> {
  const { em, limits } = surroundings
  const db = dbOf(em)
  const dataset = datasetOf(request.dataset)
  const organization = await db
    .selectFrom('organization')
    .selectAll()
    .where('id', '=', request.by.organizationId)
    .executeTakeFirstOrThrow()
  const { sha256, byteSize } = await fingerprint(request.source)
  const same = request.dryRun || request.corrects !== null ? null : await readSameUpload(surroundings, request, sha256)
  if (same && same.number === organization.last_snapshot) return { type: 'Snapshot', snapshot: same }
  surroundings.report('INSPECTING', 0, null)
  const { inspection, options } = await inspectForImport(
    db,
    request,
    dataset,
    readOptions(surroundings, request, organization.base_currency),
    maySample,
  )
  const questions = inspection.questions.filter(question => request.dryRun || question.code !== 'UNKNOWN_WORD')
  if (questions.length > 0) {
    const message = questions.map(question => question.message).join('; ')
    return { type: 'MappingNeeded', message, questions, headings: inspection.headings }
  }
  const compared = await compareSheet(surroundings, request, dataset, inspection, options, organization, {
    sha256,
    byteSize,
  })
  const { comparison, findings, quality } = compared
  if (request.mode === 'STRICT' && findings.rejected > 0) {
    const message = `Importing ${request.fileName ?? 'the sheet'} all or nothing: ${findings.rejected} of ${compared.counts.rows} rows are rejected${findings.counts.ERROR > MAX_LISTED_ISSUES ? `; the first ${MAX_LISTED_ISSUES} issues are listed` : ''}; correct them, or keep the good rows with mode LENIENT`
    return await rowsRejected(compared, message)
  }
  if (request.scope !== 'UPSERT' && compared.counts.rows === findings.rejected) {
    const message = `Replacing ${dataset.name} by ${request.fileName ?? 'the sheet'}: all of its ${findings.rejected} rows are rejected, and what is stored would be removed for nothing; correct them and upload the sheet again${findings.counts.ERROR > MAX_LISTED_ISSUES ? `. The first ${MAX_LISTED_ISSUES} issues are listed` : ''}`
    return await rowsRejected(compared, message)
  }
  if (quality.score < limits.minQuality) {
    const message = `Importing ${request.fileName ?? 'the sheet'}: its quality is ${quality.score}, at least ${limits.minQuality} is needed. ${quality.recommendations.join(' ')}`
    return {
      type: 'QualityTooLow',
      message,
      quality,
      minimum: limits.minQuality,
      issues: await findings.first(MAX_LISTED_ISSUES),
    }
  }
  if (request.dryRun) return { type: 'Snapshot', snapshot: await previewSnapshot(surroundings, compared) }
  if (same && comparison.added + comparison.changed + comparison.removed === 0)
    return { type: 'Snapshot', snapshot: same }
  const number = await storeSnapshot(surroundings, compared)
  return { type: 'Snapshot', snapshot: await storedSnapshot(surroundings, request, number) }
}

const rowsRejected = async ({ counts, findings, quality }: ComparedSheet, message: string): Promise<ImportOutcome> => ({
  type: 'RowsRejected',
  message,
  rowCount: counts.rows,
  rejectedCount: findings.rejected,
  issues: await findings.first(MAX_LISTED_ISSUES),
  quality,
})

function readOptions(
  { limits, signal, report }: ImportContext,
  request: ImportRequest,
  baseCurrency: string,
): ReadOptions {
  return {
    mapping: request.mapping,
    ...(request.sheet === null ? {} : { sheet: request.sheet }),
    baseCurrency,
    limits,
    signal,
    onRows: rows => report('INSPECTING', rows, null),
  }
}

/** An accepted snapshot of the same dataset, bytes and options that is still in force. */
async function readSameUpload(
  { em }: ImportContext,
  request: ImportRequest,
  sha256: string,
): Promise<SnapshotRecord | null> {
  const found = await dbOf(em)
    .selectFrom('snapshot')
    .select('uid')
    .where('organization_id', '=', request.by.organizationId)
    .where('dataset', '=', request.dataset)
    .where('sha256', '=', sha256)
    .where('options', '=', optionsOf(request))
    .where('origin', 'in', ['FILE', 'ROWS'])
    .where('reverted_by', 'is', null)
    .orderBy('number', 'desc')
    .executeTakeFirst()
  return found ? await readSnapshot(dbOf(em), request.by.organizationId, found.uid) : null
}

async function storedSnapshot({ em }: ImportContext, request: ImportRequest, number: number): Promise<SnapshotRecord> {
  const snapshot = await readSnapshot(dbOf(em), request.by.organizationId, request.uid)
  if (!snapshot) throw new Error(`Snapshot ${number} was stored but cannot be found`)
  return snapshot
}

async function dropTemporaryTables({ em }: ImportContext, request: ImportRequest): Promise<void> {
  await dropFindings(em)
  for (const kind of [request.dataset, 'CLIENTS'] as const) {
    const { name } = rowTableOf(em, kind)
    await dropStage(em, { stageName: `stage_${name}`, goneName: `gone_${name}` })
  }
}
