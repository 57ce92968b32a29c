import type {
  ClientReference,
  ColumnMapping,
  DatasetKind,
  PeriodInput,
  UploadMode,
  UploadScope,
} from '../../api/operations/upload.gen.ts'

/** Everything a person may say about an upload besides its cells. */
export interface UploadOptions {
  readonly dataset: DatasetKind
  readonly mode: UploadMode
  readonly scope: UploadScope
  /** With REPLACE_PERIOD only. */
  readonly period: PeriodInput | null
  readonly mapping: readonly ColumnMapping[]
  /** Which clients unknown names mean. */
  readonly references: readonly ClientReference[]
  readonly createMissingClients: boolean
  readonly description: string | null
}

export const defaultOptions = (dataset: DatasetKind): UploadOptions => ({
  dataset,
  mode: 'LENIENT',
  scope: 'UPSERT',
  period: null,
  mapping: [],
  references: [],
  createMissingClients: false,
  description: null,
})

export const modeTexts: Readonly<Record<UploadMode, string>> = {
  LENIENT: 'Take the good rows, list the bad ones',
  STRICT: 'Take all rows or none',
}

export const scopeTexts: Readonly<Record<UploadScope, { readonly label: string; readonly text: string }>> = {
  UPSERT: {
    label: 'Add and change',
    text: 'Rows of the sheet are added, or change those that are the same by key. Nothing is removed.',
  },
  REPLACE_PERIOD: {
    label: 'Replace a period',
    text: 'Also removes stored rows dated within the period that the sheet does not have.',
  },
  REPLACE_ALL: {
    label: 'Replace everything',
    text: 'Also removes every stored row of this dataset that the sheet does not have.',
  },
}
