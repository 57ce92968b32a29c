import type { Cells, Source, SourceRef } from '../../workbook/workbook.ts'
import type { Problem } from '../problem.ts'
import type { ChangedMetric } from './changed-metrics.ts'
import type { DatasetInfo } from './dataset-info.ts'
import type { Recognition } from './recognise-dataset.ts'
import type { RejectedRows } from './rejected-rows.ts'
import type { UploadOptions } from './upload-options.ts'
import type { IssueList, MappingNeeded, UploadOutcome, UploadReport } from './upload-outcome.ts'

/**
 * Where an upload stands, as one value for the interface to draw.
 * - `source`: pick what to upload. - `dataset`: say what it is. - `mapping`: answer the server's questions.
 * - `preview`: the dry run, with the difference it would make. - `refused`: nothing was stored; `refusal` says why.
 * - `done`: stored as `report`. - `undone`: taken back.
 */
export interface UploadState {
  readonly step: 'source' | 'dataset' | 'mapping' | 'preview' | 'refused' | 'done' | 'undone'
  /** What is being done now; nothing else can be done meanwhile except to stop it. */
  readonly busy: { readonly doing: string; readonly part: number; readonly stoppable: boolean } | null
  readonly problem: Problem | null
  readonly datasets: readonly DatasetInfo[]
  readonly sources: readonly Source[]
  /** Fixed: a selection has become the range that it was. */
  readonly source: { readonly ref: SourceRef; readonly name: string } | null
  readonly cells: Cells | null
  readonly recognition: Recognition | null
  readonly options: UploadOptions | null
  readonly needed: MappingNeeded | null
  readonly refusal: Exclude<UploadOutcome, UploadReport | MappingNeeded> | null
  /** Of the dry run in `preview`, of the stored version in `done`. */
  readonly report: UploadReport | null
  /** What is wrong with which cells as far as it was not corrected, and how many there are: of many, 1,000 are listed. */
  readonly issues: IssueList
  /** Cells that are marked in the sheet now. */
  readonly marked: number
  /** Rows that a stored version left behind and that can be fixed and sent alone. */
  readonly rejected: RejectedRows | null
  readonly changes: { readonly period: string; readonly metrics: readonly ChangedMetric[] } | null
}

export const emptyUpload: UploadState = {
  step: 'source',
  busy: null,
  problem: null,
  datasets: [],
  sources: [],
  source: null,
  cells: null,
  recognition: null,
  options: null,
  needed: null,
  refusal: null,
  report: null,
  issues: { listed: [], total: 0 },
  marked: 0,
  rejected: null,
  changes: null,
}
