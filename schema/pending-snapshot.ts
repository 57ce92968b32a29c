import type { SnapshotRecord } from '../server/snapshots/import-outcome.ts'
import type { ImportRequest } from '../server/snapshots/import-request.ts'
import type { RunningImport } from '../server/snapshots/imports.ts'

const pending = new WeakMap<RunningImport, SnapshotRecord>()

/** What is known of an upload before it is accepted: remembered as long as the import itself can be found. */
export function rememberPending(running: RunningImport, request: PendingUpload, now: number): SnapshotRecord {
  const record: SnapshotRecord = {
    uid: running.uid,
    number: 0,
    organizationId: running.organizationId,
    dataset: request.dataset,
    origin: request.origin,
    status: 'PROCESSING',
    fileName: request.fileName,
    sha256: '',
    byteSize: request.byteSize,
    uploadedBy: request.by.userId,
    createdAt: now,
    description: request.description,
    rowCount: 0,
    acceptedCount: 0,
    rejectedCount: 0,
    addedCount: 0,
    changedCount: 0,
    unchangedCount: 0,
    removedCount: 0,
    firstDay: null,
    lastDay: null,
    quality: { score: 0, dimensions: [], recommendations: [] },
    headings: [],
    preview: null,
  }
  pending.set(running, record)
  return record
}

export interface PendingUpload extends Pick<ImportRequest, 'dataset' | 'by' | 'fileName' | 'description'> {
  readonly origin: SnapshotRecord['origin']
  readonly byteSize: number
}

/** An upload on its way, as a snapshot: PENDING in the queue, PROCESSING, REJECTED; what it became once it ended well. */
export function pendingSnapshot(running: RunningImport | undefined): SnapshotRecord | null {
  if (!running) return null
  if (running.outcome?.type === 'Snapshot') return running.outcome.snapshot
  const record = pending.get(running)
  if (!record) return null
  if (running.outcome) return { ...record, status: 'REJECTED' }
  const { stage, rows, total } = running.progress
  return { ...record, status: stage === 'QUEUED' ? 'PENDING' : 'PROCESSING', rowCount: total ?? rows }
}
