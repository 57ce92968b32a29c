import { MAX_PREVIEW_CHANGES, type SnapshotRecord } from '../import-outcome.ts'
import type { ComparedSheet } from './compare-sheet.ts'
import type { ImportContext } from './import-context.ts'
import { previewChanges } from './preview-changes.ts'

/** What storing would give: the same counts, quality and issues, and the rows that would change. */
export async function previewSnapshot({ em, now }: ImportContext, compared: ComparedSheet): Promise<SnapshotRecord> {
  const { request, inspection, counts, comparison, findings, quality } = compared
  return {
    uid: request.uid,
    number: 0,
    organizationId: request.by.organizationId,
    dataset: request.dataset,
    origin: request.corrects === null ? (request.source.kind === 'file' ? 'FILE' : 'ROWS') : 'CORRECTION',
    status: 'PENDING',
    fileName: request.fileName,
    sha256: compared.sha256,
    byteSize: compared.byteSize,
    uploadedBy: request.by.userId,
    createdAt: now,
    description: request.description,
    rowCount: counts.rows,
    acceptedCount: counts.rows - findings.rejected,
    rejectedCount: findings.rejected,
    addedCount: comparison.added,
    changedCount: comparison.changed,
    unchangedCount: comparison.unchanged,
    removedCount: comparison.removed,
    firstDay: counts.firstDay,
    lastDay: counts.lastDay,
    quality,
    headings: inspection.headings,
    preview: {
      issues: await findings.first(Number.MAX_SAFE_INTEGER),
      changes: await previewChanges(em, compared, MAX_PREVIEW_CHANGES),
      changeCount: comparison.added + comparison.changed + comparison.removed,
    },
  }
}
