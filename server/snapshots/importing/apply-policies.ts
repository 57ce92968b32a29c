import type { DatasetKind } from '../../datasets/dataset.ts'
import type { Db } from '../../db/tables.ts'
import { readPolicies } from '../../governance/read-policies.ts'
import type { ImportOutcome } from '../import-outcome.ts'
import { fileHead } from '../reading/file-head.ts'
import { fileKind } from '../reading/file-kind.ts'
import { type SheetSource, UnreadableSheet } from '../reading/sheet.ts'
import type { ImportLimits } from './import-context.ts'

/** What the organization's policies make of the server's limits, which they only narrow; or why the file is refused. */
export async function limitsByPolicy(
  db: Db,
  {
    organizationId,
    dataset,
    source,
  }: { organizationId: number; dataset: DatasetKind | null; source: SheetSource | null },
  limits: ImportLimits,
): Promise<ImportLimits | Extract<ImportOutcome, { type: 'InvalidFile' }>> {
  const { acceptance, files } = await readPolicies(db, organizationId)
  const narrowed = {
    maxBytes: Math.min(limits.maxBytes, files.maxBytes ?? limits.maxBytes),
    maxRows: Math.min(limits.maxRows, files.maxRows ?? limits.maxRows),
    minQuality: Math.max(limits.minQuality, (dataset && acceptance.minimumQuality[dataset]) ?? 0),
  }
  if (source?.kind !== 'file') return narrowed
  try {
    const type = fileKind((await fileHead(source.path, narrowed.maxBytes)).bytes) === 'zip' ? 'xlsx' : 'csv'
    if (files.types.includes(type)) return narrowed
    const message = `Reading the file: it is ${type.toUpperCase()}, and the policy of your organization takes ${files.types.join(' and ').toUpperCase()} only; save it as that, or have the policy changed`
    return { type: 'InvalidFile', code: 'TYPE_NOT_ALLOWED', message }
  } catch (error) {
    if (error instanceof UnreadableSheet) return { type: 'InvalidFile', code: error.code, message: error.message }
    throw error
  }
}
