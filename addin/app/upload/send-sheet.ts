import { type Api, ApiError } from '../../api/api.ts'
import { uploadResult, uploadRows } from '../../api/operations/upload.gen.ts'
import type { Cells, Work } from '../../workbook/workbook.ts'
import { signalOf } from '../signal-of.ts'
import { csvFile, csvObstacle, sheetRow } from './csv-file.ts'
import type { DatasetInfo } from './dataset-info.ts'
import { followToEnd } from './follow-upload.ts'
import { uploadInput } from './upload-input.ts'
import type { UploadOptions } from './upload-options.ts'
import type { RowIssue, UploadOutcome } from './upload-outcome.ts'

/** Up to so many rows a request waits for its answer: below that there is no progress worth showing. */
const ROWS_WAITED_FOR = 2000
/** Requests may have 64 MB by default; half of it is left to what stands between (proxies, the text of the query). */
const MOST_IN_A_REQUEST = 32_000_000

/**
 * Sends a sheet, for a dry run or to be stored, and answers what became of it. Large ones are followed with progress,
 * and cancelled by the signal; those too large for a request go as a CSV file.
 */
export async function sendSheet(
  api: Api,
  cells: Cells,
  options: UploadOptions,
  dataset: DatasetInfo,
  { dryRun, ...work }: Work & { readonly dryRun: boolean },
): Promise<UploadOutcome> {
  if (sizeOf(cells) > MOST_IN_A_REQUEST) return await sendFile(api, cells, options, dataset, { dryRun, ...work })
  const wait = cells.rows.length <= ROWS_WAITED_FOR
  const input = { ...uploadInput(cells, options, dryRun), wait }
  work.progress?.(0, `Sending ${cells.rows.length.toLocaleString('en-US')} rows`)
  const { uploadRows: outcome } = await api.request(uploadRows, { input }, signalOf(work))
  if (wait || outcome.__typename !== 'Snapshot') return outcome
  return await followToEnd(api, outcome.id, work)
}

async function sendFile(
  api: Api,
  cells: Cells,
  options: UploadOptions,
  dataset: DatasetInfo,
  { dryRun, progress, signal }: Work & { readonly dryRun: boolean },
): Promise<UploadOutcome> {
  const obstacle = csvObstacle(options)
  if (obstacle !== null)
    throw new ApiError(
      'refused',
      `Sending ${cells.rows.length} rows: they are too many for one request, and ${obstacle}`,
    )
  const between = options.period?.between
  const answer = await api.upload(
    {
      dataset: dataset.name,
      file: csvFile(cells, options),
      fileName: `${cells.workbook ?? cells.sheet}.csv`,
      parameters: {
        mode: options.mode.toLowerCase(),
        scope: options.scope.toLowerCase(),
        dryRun: String(dryRun),
        createMissingClients: String(options.createMissingClients),
        ...(options.scope === 'REPLACE_PERIOD' && between ? { from: between.from, to: between.to } : {}),
        ...(options.description === null ? {} : { description: options.description }),
      },
      onProgress: part => progress?.(part * 0.9, 'Sending the sheet as a file'),
    },
    signal ? { signal } : {},
  )
  const outcome = await completed(api, answer)
  return withSheetRows(outcome, cells)
}

/** The route answers less than the operation (no diff), but its id finds the rest. */
async function completed(api: Api, answer: Record<string, unknown>): Promise<UploadOutcome> {
  if (answer.__typename !== 'Snapshot') return answer as unknown as UploadOutcome
  const { uploadResult: outcome } = await api.request(uploadResult, { id: String(answer.id) })
  if (outcome === null) throw new ApiError('failed', 'Reading what became of the upload: the server does not know it')
  return outcome
}

function withSheetRows(outcome: UploadOutcome, cells: Cells): UploadOutcome {
  const moved = (issue: RowIssue): RowIssue => ({ ...issue, row: sheetRow(cells, issue.row) })
  if (outcome.__typename === 'RowsRejected' || outcome.__typename === 'QualityTooLow')
    return { ...outcome, issues: outcome.issues.map(moved) }
  if (outcome.__typename !== 'Snapshot') return outcome
  const { found, diff } = outcome
  return {
    ...outcome,
    found: { ...found, nodes: found.nodes.map(moved) },
    diff: { ...diff, nodes: diff.nodes.map(node => ({ ...node, row: sheetRow(cells, node.row) })) },
  }
}

/** About how many bytes the cells have as JSON, judged by up to 500 rows spread over the sheet. */
function sizeOf({ rows }: Cells): number {
  const step = Math.max(1, Math.floor(rows.length / 500))
  let bytes = 0
  let sampled = 0
  for (let at = 0; at < rows.length; at += step) {
    bytes += JSON.stringify(rows[at]).length
    sampled++
  }
  return sampled === 0 ? 0 : (bytes / sampled) * rows.length
}
