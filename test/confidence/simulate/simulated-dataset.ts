import { DatasetUploads, type Upload } from '../../../server/analytics/confidence/dataset-uploads.ts'

/** What a change adds to a month: rows, and sums whose meaning the dataset knows. */
export interface Change {
  readonly month: number
  /** Of the upload that brought it. */
  readonly day: number
  readonly rows: number
  readonly sums: readonly number[]
}

/** An upload as it was made, before anything was put right. */
export interface MadeUpload {
  readonly day: number
  readonly from: number
  /** It exports the days from–to; the first and last that have rows. */
  readonly to: number
  firstDay: number
  lastDay: number
  rows: number
  /** For each rejected row the day a correction of it was uploaded; Infinity: none. */
  readonly rejected: number[]
  conflicting: number
  repeated: number
}

/** One dataset of an organization: what was uploaded when, and what the truth is. */
export interface SimulatedDataset {
  readonly uploads: readonly MadeUpload[]
  /** By client. */
  readonly changes: readonly (readonly Change[])[]
  /** By client and month. */
  readonly truth: readonly ReadonlyMap<number, { readonly rows: number; readonly sums: readonly number[] }>[]
  readonly dayWeights: readonly number[] | null
}

/** What the product would have stored of the uploads by a day. */
export const uploadsBy = (dataset: SimulatedDataset, day: number): DatasetUploads =>
  new DatasetUploads(
    dataset.uploads
      .filter(upload => upload.day <= day)
      .map((upload): Upload => {
        const { rows } = upload
        return {
          day: upload.day,
          firstDay: upload.firstDay,
          lastDay: upload.lastDay,
          rows,
          rejected: upload.rejected.filter(corrected => corrected > day).length,
          conflicting: rows > 0 ? Math.min(1, upload.conflicting / rows) : 0,
          repeated: rows > 0 ? Math.min(1, upload.repeated / rows) : 0,
        }
      }),
    dataset.dayWeights,
  )
