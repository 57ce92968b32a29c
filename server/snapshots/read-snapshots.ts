import type { Selectable } from 'kysely'
import type { DatasetKind, RowIssue, Severity } from '../datasets/dataset.ts'
import type { Db, Tables } from '../db/tables.ts'
import type { DataQuality, SnapshotRecord } from './import-outcome.ts'
import type { MappedHeading } from './reading/sheet.ts'

/** A snapshot's row as the record that the rest of the product reads. */
function snapshotRecord(row: Selectable<Tables['snapshot']>): SnapshotRecord {
  return {
    uid: row.uid,
    number: row.number,
    organizationId: row.organization_id,
    dataset: row.dataset,
    origin: row.origin,
    status: row.reverted_by === null ? 'ACCEPTED' : 'REVERTED',
    fileName: row.file_name,
    sha256: row.sha256,
    byteSize: row.byte_size,
    uploadedBy: row.uploaded_by,
    createdAt: row.created_at,
    description: row.description,
    rowCount: row.row_count,
    acceptedCount: row.accepted_count,
    rejectedCount: row.rejected_count,
    addedCount: row.added_count,
    changedCount: row.changed_count,
    unchangedCount: row.unchanged_count,
    removedCount: row.removed_count,
    firstDay: row.first_day,
    lastDay: row.last_day,
    quality: JSON.parse(row.quality) as DataQuality,
    headings: (JSON.parse(row.header) as { headings: MappedHeading[] }).headings,
    preview: null,
  }
}

/** The snapshot with this uid in the organization, or null. */
export async function readSnapshot(db: Db, organizationId: number, uid: string): Promise<SnapshotRecord | null> {
  return (await snapshotsByUids(db, organizationId, [uid])).get(uid) ?? null
}

export async function snapshotsByUids(
  db: Db,
  organizationId: number,
  uids: readonly string[],
): Promise<Map<string, SnapshotRecord>> {
  if (uids.length === 0) return new Map()
  const rows = await db
    .selectFrom('snapshot')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('uid', 'in', [...uids])
    .execute()
  return new Map(rows.map(row => [row.uid, snapshotRecord(row)]))
}

export async function snapshotsByNumbers(
  db: Db,
  organizationId: number,
  numbers: readonly number[],
): Promise<Map<number, SnapshotRecord>> {
  if (numbers.length === 0) return new Map()
  const rows = await db
    .selectFrom('snapshot')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('number', 'in', [...numbers])
    .execute()
  return new Map(rows.map(row => [row.number, snapshotRecord(row)]))
}

export interface SnapshotsWanted {
  readonly datasets?: readonly DatasetKind[] | undefined
  /** ACCEPTED: still in force; REVERTED: undone. Absent: both. */
  readonly status?: 'ACCEPTED' | 'REVERTED' | undefined
  /** Only snapshots with a lower number: where the last page ended. */
  readonly before?: number | undefined
  readonly limit: number
}

/** Snapshots of an organization, newest first, and how many match in all. */
export async function readSnapshots(
  db: Db,
  organizationId: number,
  wanted: SnapshotsWanted,
): Promise<{ snapshots: SnapshotRecord[]; totalCount: number }> {
  let query = db.selectFrom('snapshot').where('organization_id', '=', organizationId)
  if (wanted.datasets) query = query.where('dataset', 'in', [...wanted.datasets])
  if (wanted.status) query = query.where('reverted_by', wanted.status === 'ACCEPTED' ? 'is' : 'is not', null)
  const total = await query.select(eb => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  if (wanted.before !== undefined) query = query.where('number', '<', wanted.before)
  const rows = await query.selectAll().orderBy('number', 'desc').limit(wanted.limit).execute()
  return { snapshots: rows.map(snapshotRecord), totalCount: Number(total.count) }
}

export interface StoredIssue extends RowIssue {
  /** Position among the snapshot's issues, from 1. */
  readonly seq: number
}

/** Row issues of a snapshot in the sheet's order, after position `after`, and how many match in all. */
export async function readRowIssues(
  db: Db,
  organizationId: number,
  snapshot: number,
  wanted: { severity?: Severity | undefined; after?: number | undefined; limit: number },
): Promise<{ issues: StoredIssue[]; totalCount: number }> {
  let query = db.selectFrom('row_issue').where('organization_id', '=', organizationId).where('snapshot', '=', snapshot)
  if (wanted.severity) query = query.where('severity', '=', wanted.severity)
  const total = await query.select(eb => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  const rows = await query
    .select(['seq', 'row', 'column_name', 'value', 'code', 'message', 'severity', 'suggestion'])
    .where('seq', '>', wanted.after ?? 0)
    .orderBy('seq')
    .limit(wanted.limit)
    .execute()
  return {
    issues: rows.map(({ column_name: column, ...rest }) => ({ ...rest, column })),
    totalCount: Number(total.count),
  }
}
