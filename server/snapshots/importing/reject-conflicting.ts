import type { SqlEntityManager } from '@mikro-orm/sql'
import { readRows } from '../reading/read-rows.ts'
import type { RejectedCells } from '../reading/sheet.ts'
import { unstageRows } from './stage.ts'
import { filledCells, type SheetToStage, type StageCounts } from './stage-batch.ts'

/**
 * Takes back the rows that a later row of the sheet contradicts. Their cells are not kept while staging, so the sheet
 * is read once more for them: a rare case pays for itself instead of every row for it.
 */
export async function rejectConflicting(em: SqlEntityManager, work: SheetToStage, counts: StageCounts): Promise<void> {
  const { conflicting } = work.context
  if (conflicting.size === 0) return
  await unstageRows(em, work.stage, [...conflicting])
  const rejected: RejectedCells[] = []
  for await (const batch of readRows(work.request.source, work.dataset, work.inspection, work.options)) {
    for (const read of batch.rows) {
      if (!conflicting.has(read.row)) continue
      counts.filledCells -= filledCells(read)
      rejected.push(read)
    }
  }
  await work.findings.addRejected(rejected)
}
