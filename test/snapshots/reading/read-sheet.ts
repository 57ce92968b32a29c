import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Dataset, DatasetKind, RowIssue } from '../../../server/datasets/dataset.ts'
import { datasetOf } from '../../../server/datasets/datasets.ts'
import { inspectSheet } from '../../../server/snapshots/reading/inspect-sheet.ts'
import { readRows } from '../../../server/snapshots/reading/read-rows.ts'
import type {
  Inspection,
  ReadOptions,
  ReadRow,
  RejectedCells,
  SheetSource,
} from '../../../server/snapshots/reading/sheet.ts'

export const OPTIONS: ReadOptions = {
  mapping: [],
  baseCurrency: 'USD',
  limits: { maxBytes: 64 * 1024 * 1024, maxRows: 100_000 },
}

export interface SheetReading {
  readonly inspection: Inspection
  readonly rows: readonly ReadRow[]
  readonly rejected: readonly RejectedCells[]
  /** Of the rows; those of the sheet are in the inspection. */
  readonly issues: readonly RowIssue[]
  /** The typed values of the accepted rows in one column. */
  column(name: string): unknown[]
}

async function readSource(source: SheetSource, dataset: Dataset, options: ReadOptions): Promise<SheetReading> {
  const inspection = await inspectSheet(source, dataset, options)
  const reading = { rows: [] as ReadRow[], rejected: [] as RejectedCells[], issues: [] as RowIssue[] }
  if (inspection.plan !== null)
    for await (const batch of readRows(source, dataset, inspection, options)) {
      reading.rows.push(...batch.rows)
      reading.rejected.push(...batch.rejected)
      reading.issues.push(...batch.issues)
    }
  return { inspection, ...reading, column: name => reading.rows.map(({ values }) => values[name]) }
}

/** Reads the bytes of a file, both passes. */
export async function readBytes(
  bytes: Uint8Array | string,
  kind: DatasetKind,
  options: Partial<ReadOptions> = {},
): Promise<SheetReading> {
  const folder = await mkdtemp(join(tmpdir(), 'moat-reading-'))
  try {
    const path = join(folder, 'sheet')
    await writeFile(path, bytes)
    const source: SheetSource = { kind: 'file', path, fileName: null, byteSize: Buffer.byteLength(bytes) }
    return await readSource(source, datasetOf(kind), { ...OPTIONS, ...options })
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Reads cells as a spreadsheet sends them. */
export const readCells = (
  source: Omit<SheetSource & { kind: 'cells' }, 'kind'>,
  kind: DatasetKind,
  options: Partial<ReadOptions> = {},
): Promise<SheetReading> => readSource({ kind: 'cells', ...source }, datasetOf(kind), { ...OPTIONS, ...options })

/** A comma-separated sheet of lines. */
export const lines = (...texts: string[]): string => `${texts.join('\n')}\n`

/** [row, column, code] of each issue. */
export const codes = (issues: readonly RowIssue[]): unknown[] =>
  issues.map(({ row, column, code }) => [row, column, code])
