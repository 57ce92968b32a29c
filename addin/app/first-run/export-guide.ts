import type { DatasetKind } from '../../api/operations/upload.gen.ts'

export interface ExportStep {
  readonly dataset: DatasetKind
  readonly what: string
  readonly how: string
}

export interface ExportTool {
  readonly key: string
  readonly name: string
  readonly kind: 'PSA' | 'Accounting' | 'Licenses' | 'People'
  readonly steps: readonly ExportStep[]
}
