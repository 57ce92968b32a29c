import type { DatasetKind } from '../../datasets/dataset.ts'
import type { RowChange } from '../import-outcome.ts'
import { type RowTextContext, rowLabel, rowText, type StoredRow } from './row-text.ts'

/** A pair of stored rows as a change for people; one of the two may be missing. */
export function rowChange(
  dataset: DatasetKind,
  before: StoredRow | null,
  after: StoredRow | null,
  context: RowTextContext,
): RowChange {
  const old = before && rowText(dataset, before, context)
  const now = after && rowText(dataset, after, context)
  const shown = now ?? old ?? {}
  return {
    kind: old === null ? 'ADDED' : now === null ? 'REMOVED' : 'CHANGED',
    key: rowLabel(dataset, shown),
    row: Number((after ?? before)?.row ?? 0),
    before: old,
    after: now,
    columns: old && now ? Object.keys(now).filter(column => now[column] !== old[column]) : [],
  }
}
